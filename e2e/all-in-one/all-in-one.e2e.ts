import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isRunning, type ProcessIdentity } from '@nuan/database';
import { childrenOf, makeWorld, postmasterOf, probe, StartedPlatform, type World } from './started-platform';

/** One world, one story in order: what each start leaves is what the next one finds. */
describe('the all-in-one', () => {
  let world: World;
  let platform: StartedPlatform;
  let board: unknown;
  beforeAll(async () => {
    world = await makeWorld('0.01');
  });
  afterAll(async () => {
    await platform?.signal('SIGTERM');
    world.remove();
  });

  it('that is killed in the middle of the first load says "not ready" until then, and leaves no half a load', async () => {
    const first = new StartedPlatform(world);
    await first.says(/loading the sample campaign/);
    expect(await probe(world.port)).toBe(503);
    await first.says(/loading [1-9]\d* %/);
    await first.signal('SIGKILL');
    platform = new StartedPlatform(world);
    await platform.ready();
    expect(platform.output).toMatch(/adopted the database server/);
    expect(platform.output).toMatch(/loading the sample campaign at scale 0.01/);
    expect(platform.output).toMatch(/first start: \d+\.\d s to the first answer/);
    board = await platform.answered('q01-city-board');
    const { regions } = board as { regions: { hardship: { filed: number } }[] };
    expect(regions.reduce((sum, region) => sum + region.hardship.filed, 0)).toBe(1280);
  });

  it('prints a token for every role, and opens no port beyond loopback', async () => {
    for (const role of [
      'province',
      'city',
      'county',
      'maker',
      'checker',
      'cashier',
      'auditor',
      'analyst',
      'partner',
      'admin',
    ]) {
      expect(platform.token(role)).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    }
    expect(await Promise.all([0, 1, 2, 3, 4, 5, 6].map((offset) => probe(world.port + offset)))).toEqual(
      Array(7).fill(200),
    );
  });

  it('starts a killed subgraph, a killed gateway and a killed database again, says so, and loses nothing', async () => {
    for (const { pid } of childrenOf(world)) process.kill(pid, 'SIGKILL');
    await platform.says(/gateway ended \(SIGKILL\); starting it again/);
    expect(await platform.answered('q01-city-board')).toEqual(board);
    process.kill(postmasterOf(world), 'SIGKILL');
    await platform.says(/the database server ended; starting it again/);
    expect(await platform.answered('q01-city-board')).toEqual(board);
  });

  it('refuses a second start on its data, ports that are taken, and another scale, each in one line', async () => {
    const other = await makeWorld('0.01');
    const refusal = async (changed: Partial<World>): Promise<string> => {
      const refused = new StartedPlatform({ ...world, ...changed });
      expect(await refused.ended).toBe(1);
      return refused.output.trim();
    };
    expect(await refusal({})).toMatch(
      /^nuan: Nuan runs already on .* set NUAN_DATA_DIR and NUAN_PORT for a second one$/,
    );
    expect(await refusal({ dataDir: other.dataDir })).toMatch(
      /^nuan: port \d+ \(gateway\) is in use: .* set NUAN_PORT .*$/,
    );
    expect(await refusal({ dataDir: '/proc/nuan' })).toMatch(
      /^nuan: the data directory \/proc\/nuan can't be written .*$/,
    );
    other.remove();
  });

  it('whose launcher alone was killed is cleared up by the next start, which keeps the data', async () => {
    const orphans = childrenOf(world) as ProcessIdentity[];
    await platform.signal('SIGKILL');
    expect(orphans.filter(isRunning)).toHaveLength(7);
    platform = new StartedPlatform(world);
    await platform.ready();
    expect(orphans.filter(isRunning)).toEqual([]);
    expect(platform.output).toMatch(/ended 7 processes that a killed start had left running/);
    expect(platform.output).toMatch(/later start \(the first took/);
    expect(platform.output).not.toMatch(/loading/);
    expect(await platform.answered('q01-city-board')).toEqual(board);
  });

  it('stops on Ctrl-C with everything it started, and then refuses another scale', async () => {
    const children = childrenOf(world) as ProcessIdentity[];
    expect(await platform.signal('SIGINT')).toBe(0);
    expect(children.filter(isRunning)).toEqual([]);
    expect([postmasterOf(world), childrenOf(world).length, await probe(world.port)]).toEqual([0, 0, 0]);
    const refused = new StartedPlatform({ ...world, scale: '0.02' });
    expect(await refused.ended).toBe(1);
    expect(refused.output).toMatch(
      /holds the sample campaign at scale 0.01, and NUAN_SCALE is 0.02: set NUAN_SCALE=0.01/,
    );
    expect(postmasterOf(world)).toBe(0);
  });
});
