import { beforeEach, describe, expect, it } from '@jest/globals';
import { runInScope } from '@nuan/database';
import { today } from '@nuan/kernel';
import { PROVINCE_CODE, regionsUnder } from '@nuan/regions';
import { countStatements, testClock, useTestDatabase, viewerWith } from '@nuan/testing';

import { filesDatabase } from '../testing/files.database';
import { Disclosure, type DisclosurePlan } from './disclosure';
import { releaseCommand } from './releasing';

const PLAN: DisclosurePlan = {
  populations: [{ metric: 'filed', slicing: 'none', divisions: [[{ metric: 'migrant' }]] }],
  openMetrics: ['facility'],
};

const FEW: Readonly<Record<string, number>> = { '340102': 5, '340103': 40, '340104': 60 };

const COUNTIES = regionsUnder(PROVINCE_CODE, null, today(testClock)).filter(({ code }) => !code.endsWith('00'));
const TOTAL = COUNTIES.reduce((sum, { code }) => sum + (FEW[code] ?? 100), 0);

describe('the way from rollups to figures', () => {
  const db = useTestDatabase(filesDatabase);
  const officer = viewerWith();
  const analyst = viewerWith({ role: 'analyst' });
  const disclosure = () => new Disclosure(db.app, testClock, PLAN);
  const everywhere = <T>(work: () => T): T => runInScope({ read: ['34%'], write: [] }, work);

  const set = (metric: string, regionCode: string, n: number) =>
    db.owner.query(
      `insert into rollup_counter (metric, region_code, campaign, year, key, n, amount_fen) values ($1, $2, '', 0, '', $3, 0)
       on conflict on constraint rollup_counter_pkey do update set n = excluded.n`,
      [metric, regionCode, n],
    );
  const filed = async (viewer = analyst, regionCodes = ['340000', '340102', '340103', '340104']) => {
    const { figures } = await everywhere(() =>
      disclosure().read(viewer, { metrics: ['filed', 'migrant', 'facility'], regionCodes }),
    );
    return regionCodes.map((code) => figures(code).count({ metric: 'filed' }));
  };

  beforeEach(async () => {
    await db.owner.query('delete from disclosure_release');
    await db.owner.query('delete from rollup_counter');
    // Every county has a hundred files but three of Hefei.
    for (const { code } of COUNTIES) await set('filed', code, FEW[code] ?? 100);
    await set('facility', '340102', 2);
  });

  it('is exact for officers, in one statement, and makes no release', async () => {
    const { result, statements } = await countStatements(db.app, () => filed(officer));
    expect(result).toEqual([TOTAL, 5, 40, 60]);
    expect(statements).toHaveLength(1);
    expect(await db.app.query('select 1 from disclosure_release')).toEqual([]);
  });

  it.each(['analyst', 'partner', 'admin'] as const)('gives a viewer of role %s the release alone', async (role) => {
    expect(await filed(viewerWith({ role }))).toEqual([TOTAL, null, null, 60]);
  });

  it('says that something was withheld once it was asked for, and shows what tells of nobody', async () => {
    const { figures } = await everywhere(() =>
      disclosure().read(analyst, { metrics: ['filed', 'facility'], regionCodes: ['340102'] }),
    );
    const own = figures('340102');
    expect([own.count({ metric: 'facility' }), own.suppressed]).toEqual([2, false]);
    expect([own.count({ metric: 'filed' }), own.suppressed]).toEqual([null, true]);
  });

  it('makes one first release, however many ask for it at once', async () => {
    await Promise.all(Array.from({ length: 6 }, () => filed()));
    expect(await db.app.query('select number from disclosure_release')).toEqual([{ number: 1 }]);
  });

  it('makes it over all regions, also when someone of one region asks first', async () => {
    await runInScope({ read: ['340102%'], write: [] }, () =>
      disclosure().read(viewerWith({ role: 'analyst', read: ['340102'] }), {
        metrics: ['filed'],
        regionCodes: ['340102'],
      }),
    );
    expect(await filed()).toEqual([TOTAL, null, null, 60]);
  });

  it('stays as it was until the next release, and costs one small statement', async () => {
    const one = disclosure();
    const ask = () => everywhere(() => one.read(analyst, { metrics: ['filed'], regionCodes: ['340104'] }));
    await ask();
    await set('filed', '340104', 90);
    const { result, statements } = await countStatements(db.app, ask);
    expect(result.figures('340104').count({ metric: 'filed' })).toBe(60);
    expect(statements).toHaveLength(1);
    await disclosure().make('COMMAND');
    expect((await ask()).figures('340104').count({ metric: 'filed' })).toBe(90);
  });

  it('keeps a figure that changed by less than ten, with another beside it, until it changed by ten', async () => {
    await set('filed', '340102', 50);
    expect(await filed()).toEqual([TOTAL + 45, 50, 40, 60]);
    await set('filed', '340103', 43);
    await set('filed', '340102', 80);
    await disclosure().make('COMMAND');
    expect(await filed()).toEqual([TOTAL + 78, 50, 40, 60]);
    await set('filed', '340103', 54);
    await disclosure().make('COMMAND');
    expect(await filed()).toEqual([TOTAL + 89, 80, 54, 60]);
  });

  it('keeps everything when the whole changed by less than ten', async () => {
    expect((await filed())[0]).toBe(TOTAL);
    await set('filed', '340202', 103);
    await disclosure().make('COMMAND');
    expect(await filed()).toEqual([TOTAL, null, null, 60]);
  });

  it('is appended to by the application, and never changed', async () => {
    await filed();
    await expect(db.app.query('update disclosure_release set number = 2')).rejects.toThrow(/permission denied/);
    await expect(db.app.query('delete from disclosure_release')).rejects.toThrow(/permission denied/);
  });

  it('is renewed by a command, which says how many figures are given', async () => {
    const lines: string[] = [];
    const context = { name: 'files', db: db.owner, clock: testClock, print: (line: string) => void lines.push(line) };
    expect(await releaseCommand(PLAN).run(context)).toBe(true);
    expect(lines).toEqual([
      'files: release 1 of 2017-01-23T10:00:00.000Z',
      'files: province: 1 of 1 figures are given',
      'files: cities: 16 of 16 figures are given',
      'files: counties: 103 of 105 figures are given',
    ]);
  });
});
