import { describe, expect, it } from '@jest/globals';
import { runJobs, verifyAudit } from '@nuan/facts';
import { ListImportJob, UploadStore } from '@nuan/intake';
import { type ListCells, listImportKit, testCipher, testClock, useTestDatabase } from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';
import { countyMaker } from '../mutation-kit';
import { aStation } from '../row-builders';
import { STATION_COLUMNS } from './import-row';
import { stationImportRules } from './station-import.rules';

describe('an import of all or nothing', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  const { fileOf, start, run, send, read } = listImportKit({
    ...{ definition: migrantsSubgraph, db, viewer: countyMaker, type: 'StationImport', columns: STATION_COLUMNS },
    ...{ imported: 'stationsImported', target: { region: '340102', mode: 'ALL_OR_NOTHING' } },
  });
  let serial = 0;
  const aRow = (cells: ListCells = {}): ListCells => ({
    ...{ code: `AH-AN-${String(++serial).padStart(4, '0')}`, kind: '幸福驿站', name: `整批驿站${String(serial)}` },
    ...{ buildMode: '工会自建', address: '样例路1号', ...cells },
  });
  const written = async (rows: readonly ListCells[]): Promise<number> => {
    const [count] = await db.app.query<{ n: number }[]>(
      'select count(*)::int as n from service_station where code = any($1::text[])',
      [rows.map(({ code }) => code)],
    );
    return count?.n ?? -1;
  };
  const jobOf = (): ListImportJob<never> =>
    new ListImportJob(stationImportRules, db.app, new UploadStore(testCipher), 3) as unknown as ListImportJob<never>;

  it('writes every row when none has an error', async () => {
    const rows = Array.from({ length: 8 }, () => aRow());
    const id = await send(fileOf(rows));
    await runJobs(db.app, testClock, [jobOf()]);
    expect(await read(id)).toMatchObject({
      ...{ state: 'DONE', rows: 8, rowsWithErrors: 0, imported: 8 },
      progress: { state: 'DONE', done: 8, total: 8, failed: 0 },
    });
    expect(await written(rows)).toBe(8);
  });

  it('is not quietly made one row by row, nor the other way round, once its file is on the way', async () => {
    const file = fileOf([aRow()]);
    const whole = await start(file);
    expect(await start(file, { mode: 'PER_ROW' })).toMatchObject({ rule: 'IMPORT_BEGUN_OTHERWISE', field: 'mode' });
    expect(await start(file)).toMatchObject({ id: whole.id });
    await run('cancel', { id: whole.id });
  });

  it('writes nothing for one error, reports all of them, and is sent again mended', async () => {
    const [first, second] = [aRow(), aRow()];
    const rows = [first, { ...second, kind: '报亭' }, aRow(), { ...first, name: '同一编码' }];
    const id = await send(fileOf(rows));
    await runJobs(db.app, testClock, [jobOf()]);
    const done = await read(id);
    expect(done).toMatchObject({
      ...{ state: 'REFUSED', rows: 4, rowsWithErrors: 2, imported: 0 },
      problems: {
        nodes: [
          { line: 3, column: '类型', rule: 'KNOWN_VALUE' },
          { line: 5, column: '驿站编码', rule: 'TWICE_IN_FILE' },
        ],
      },
    });
    expect(await written(rows)).toBe(0);
    const mended = [first, second, ...rows.slice(2, 3)];
    expect(await read(await send(fileOf(mended)))).toMatchObject({ state: 'DONE', imported: 3 });
  });

  it('writes nothing when the register changed between the check and the writing, and names what stands in the way', async () => {
    const rows = Array.from({ length: 5 }, () => aRow());
    const id = await send(fileOf(rows));
    const job = jobOf();
    const overtaken = {
      kind: job.kind,
      step: async (...args: Parameters<typeof job.step>) => {
        if (args[1].cursor?.['phase'] === 'WRITE') await aStation(db.owner, { code: rows[4]?.['code'] });
        return job.step(...args);
      },
    };
    await runJobs(db.app, testClock, [overtaken]);
    expect(await read(id)).toMatchObject({
      ...{ state: 'REFUSED', rows: 5, rowsWithErrors: 1, imported: 0 },
      problems: { nodes: [{ line: 6, column: '驿站编码', rule: 'STATION_CODE_TAKEN' }] },
    });
    expect(await written(rows.slice(0, 4))).toBe(0);
    const named = await db.app.query<{ kinds: string[] }[]>(
      `select distinct subject_kinds as kinds from audit_entry where $1::uuid = any(subject_ids) and action = 'station.import'`,
      [id],
    );
    expect(named).toEqual([{ kinds: ['StationImport'] }]);
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
  });

  it('is written once, when the step that writes it is lost', async () => {
    const rows = Array.from({ length: 5 }, () => aRow());
    const id = await send(fileOf(rows));
    const job = jobOf();
    let losses = 0;
    const failing = {
      kind: job.kind,
      step: async (...args: Parameters<typeof job.step>) => {
        const outcome = await job.step(...args);
        if (args[1].cursor?.['phase'] === 'WRITE' && (losses += 1) === 1)
          throw Object.assign(new RangeError('lost'), { code: '40001' });
        return outcome;
      },
    };
    await runJobs(db.app, testClock, [failing]);
    expect(losses).toBe(2);
    expect(await read(id)).toMatchObject({ state: 'DONE', rows: 5, imported: 5 });
    expect(await written(rows)).toBe(5);
  });

  it('only checks in a dry run', async () => {
    const rows = [aRow()];
    expect(await read(await send(fileOf(rows), { dryRun: true }))).toMatchObject({ state: 'CHECKED', imported: 0 });
    expect(await written(rows)).toBe(0);
  });
});
