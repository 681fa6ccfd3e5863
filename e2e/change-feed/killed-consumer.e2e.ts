import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSubgraphConfig, type RunningSubgraph, serveSubgraph } from '@nuan/federation';
import { testTokens } from '@nuan/testing';
import { SAMPLE_DATABASES, type SampleDatabase } from '../../tools/sample-data/src';
import { DEFINITIONS } from '../testkit/definitions';
import { feedEnvironment } from '../testkit/feed-environment';
import { rowOf, rowsOf } from '../testkit/rows';
import { copySampleDatabases, type SampleDatabaseCopy } from '../testkit/sample-databases';
import { subgraphEnvironment, writeKeys } from '../testkit/sample-supergraph';
import { cameTrue } from '../testkit/arrived';

const ROOT = resolve(__dirname, '../..');

const CURSOR = `select cursor from projection_cursor where source = 'workers'`;
const KEPT = `select id, category, tier from household_projection order by id`;
const OWNED = `select id, category, tier from household order by id`;

/** Whether a transaction of this database waits for a row that another holds. */
const WAITS = `
select exists (select from pg_locks l join pg_stat_activity a on a.pid = l.pid
  where not l.granted and a.datname = current_database()) as waits`;

const BACKENDS = `select count(*)::int as n from pg_stat_activity where datname = current_database() and usename like '%\\_app'`;

describe('a consumer that is killed', () => {
  const tokens = testTokens();
  const dir = mkdtempSync(join(tmpdir(), 'nuan-killed-'));
  let copies: Record<SampleDatabase, SampleDatabaseCopy>;
  let workers: RunningSubgraph;
  let feeds: Record<string, string>;
  let child: ChildProcess | null = null;
  let errors = '';

  beforeAll(async () => {
    copies = await copySampleDatabases();
    await writeKeys(tokens, dir);
    const { NUAN_ENTERPRISES_URL: _none, ...others } = await feedEnvironment(tokens, dir);
    feeds = others;
    const env = { ...subgraphEnvironment('workers', copies.workers.url, tokens, dir), ...feeds };
    workers = await serveSubgraph(DEFINITIONS.workers, readSubgraphConfig('workers', 0, env));
  });
  afterAll(async () => {
    child?.kill('SIGKILL');
    await workers.stop();
    for (const name of SAMPLE_DATABASES) await copies[name].drop();
    rmSync(dir, { recursive: true });
  });

  /** Starts assistance as a process of its own, as it is served. */
  const startAssistance = (): void => {
    const own = subgraphEnvironment('assistance', copies.assistance.url, tokens, dir);
    const { PATH = '', HOME = '' } = process.env;
    child = spawn(process.execPath, ['-r', '@swc-node/register', 'apps/assistance/src/main.ts', 'serve'], {
      cwd: ROOT,
      env: { PATH, HOME, SWC_NODE_PROJECT: join(ROOT, 'tsconfig.base.json'), ...own, ...feeds, NUAN_LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  };
  const kill = async (): Promise<void> => {
    const ended = new Promise((done) => child?.once('close', done));
    child?.kill('SIGKILL');
    await ended;
    const { owner } = copies.assistance;
    await cameTrue(async () => (await rowOf<{ n: number }>(owner, BACKENDS)).n === 0, 'its connections end');
  };
  const isEqual = async (): Promise<boolean> => {
    const [kept, owned] = [await rowsOf(copies.assistance.owner, KEPT), await rowsOf(copies.workers.owner, OWNED)];
    return JSON.stringify(kept) === JSON.stringify(owned);
  };
  /** Changes every seventh file, each in a transaction of its own. */
  const changeSome = async (tier: string): Promise<string[]> => {
    const ids = await rowsOf<{ id: string }>(copies.workers.owner, `select id from household order by id limit 400`);
    const some = ids.filter((_row, at) => at % 7 === 0).map(({ id }) => id);
    for (const id of some)
      await copies.workers.owner.query(
        `update household set tier = $2, version = version + 1 where id = $1 and tier <> $2`,
        [id, tier],
      );
    return some;
  };

  it('between reading a page and its commit has applied nothing of it, and equals its owner after a restart', async () => {
    const { owner } = copies.assistance;
    const before = { cursor: await rowOf(owner, CURSOR), rows: await rowsOf(owner, KEPT) };
    const changed = await changeSome('GRASSROOTS');
    const holder = owner.createQueryRunner();
    await holder.startTransaction();
    await holder.query('select id from household_projection where id = $1 for update', [changed.at(-1)]);
    startAssistance();
    await cameTrue(
      async () => (await rowOf<{ waits: boolean }>(owner, WAITS)).waits,
      `the page is being applied\n${errors}`,
    );
    await kill();
    await holder.rollbackTransaction();
    await holder.release();
    expect({ cursor: await rowOf(owner, CURSOR), rows: await rowsOf(owner, KEPT) }).toEqual(before);

    startAssistance();
    await cameTrue(isEqual, `the projection equals its owner\n${errors}`);
    expect(await rowOf(owner, CURSOR)).not.toEqual(before.cursor);
  });

  it('at any moment, while its owner goes on, loses nothing and doubles nothing', async () => {
    for (const tier of ['COUNTY', 'GRASSROOTS', 'PREFECTURE']) {
      const changing = changeSome(tier);
      await new Promise((resolve) => setTimeout(resolve, 40 + Math.random() * 150));
      await kill();
      await changing;
      startAssistance();
      await cameTrue(isEqual, `the projection equals its owner\n${errors}`);
    }
    const doubled = await rowsOf(
      copies.assistance.owner,
      'select id from household_projection group by id having count(*) > 1',
    );
    expect(doubled).toEqual([]);
    expect(errors).not.toMatch(/"level":"error"/);
  });
});
