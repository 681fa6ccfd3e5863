import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import { verifyAudit } from '@nuan/facts';
import { executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { anIdNumber, aUnion } from '../row-builders';
import { aKey, announcementOf, piecesOfFile } from '../upload/upload-builders';
import { workersSubgraph } from '../workers.subgraph';
import { aHeadRow, aSpouseRow, importFile } from './import-builders';

const ROOT = join(__dirname, '../../../..');

describe('a process that is killed while it reads a file', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const maker = viewerWith({ role: 'maker', read: ['340100'], subject: 'maker-1' });
  const partner = viewerWith({ role: 'partner', department: '民政局', scopes: ['match:submit', 'match:read'] });

  /** Runs the jobs in a process of its own; says by which signal it ended. */
  const runUntilKilled = (step: number): Promise<string | null> =>
    promisify(execFile)(
      process.execPath,
      ['-r', '@swc-node/register', 'apps/workers/testing/run-intake-jobs.ts', db.url, String(step)],
      { cwd: ROOT, env: { ...process.env, SWC_NODE_PROJECT: 'tsconfig.base.json' } },
    ).then(
      () => null,
      (error: { signal?: string; stderr?: string }) => error.signal ?? `failed: ${error.stderr ?? ''}`,
    );

  const ask = async (query: string, input: object, viewer: Viewer): Promise<{ id: string }> => {
    const run = { db: db.app, viewer, query, variables: { input } };
    const { data, errors } = await executeSubgraph<Record<string, { id: string }>>(workersSubgraph, run);
    if (errors[0]) throw errors[0].cause;
    return Object.values(data)[0] ?? { id: '' };
  };

  /** Sends a file by the mutations of its kind. */
  async function send(
    kind: 'HouseholdImport' | 'MatchingList',
    file: Buffer,
    more: object,
    viewer: Viewer,
  ): Promise<string> {
    const mutation = (verb: string): string =>
      `mutation($input: ${verb}${kind}Input!) { r: ${verb.toLowerCase()}${kind}(input: $input) { ... on ${kind} { id } } }`;
    const announced = { ...announcementOf(file, 'a.csv'), idempotencyKey: aKey(), ...more };
    const { id } = await ask(mutation('Start'), announced, viewer);
    for (const piece of piecesOfFile(file)) await ask(mutation('Append'), { id, ...piece }, viewer);
    await ask(mutation('Finish'), { id }, viewer);
    return id;
  }

  const state = async (table: string, id: string): Promise<Record<string, unknown>> =>
    (await db.app.query<Record<string, unknown>[]>(`select * from ${table} where id = $1`, [id]))[0] ?? {};

  it('goes on with an import where the last act ended: no household is lost, none is written twice', async () => {
    const heads = Array.from({ length: 35 }, () => aHeadRow());
    const file = importFile(heads.flatMap((head) => [head, aSpouseRow(head)]));
    const more = {
      mode: 'PER_ROW',
      dryRun: false,
      regionCode: '340103',
      unionId: await aUnion(db.owner, { region_code: '340103' }),
    };
    const id = await send('HouseholdImport', file, more, maker);
    // Steps: eight read (70 rows and the end), four check, four write; each try dies in one of them.
    expect(await runUntilKilled(3)).toBe('SIGKILL');
    expect(await state('household_import', id)).toMatchObject({ state: 'READING', row_count: 20 });
    expect(await runUntilKilled(8)).toBe('SIGKILL');
    expect(await state('household_import', id)).toMatchObject({ state: 'READING', row_count: 70, household_count: 10 });
    expect(await runUntilKilled(5)).toBe('SIGKILL');
    expect(await state('household_import', id)).toMatchObject({ state: 'WRITING', imported_count: 10 });
    expect(await runUntilKilled(3)).toBe('SIGKILL');
    expect(await state('household_import', id)).toMatchObject({ state: 'WRITING', imported_count: 30 });
    expect(await runUntilKilled(0)).toBeNull();
    expect(await state('household_import', id)).toMatchObject({
      state: 'DONE',
      imported_count: 35,
      imported_persons: 70,
    });
    const [sum] = await db.app.query<object[]>(
      `select count(*)::int as files, sum(size)::int as members, count(distinct file_no)::int as numbers,
         (select count(*)::int from worker) as persons, (select count(*)::int from file_event) as events,
         (select count(*)::int from active_person) as held from household`,
    );
    expect(sum).toEqual({ files: 35, members: 70, numbers: 35, persons: 70, events: 35, held: 70 });
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
  }, 120_000);

  it('goes on with a list where the last act ended: every row is an entry once', async () => {
    const rows = Array.from({ length: 25 }, () => `${anIdNumber('1980-05-05')},是`);
    const more = { source: 'CIVIL_AFFAIRS', regionCode: '340000', authorisation: '协议1', asOfOn: '2017-01-20' };
    const id = await send('MatchingList', Buffer.from(['身份证号,是否低保', ...rows].join('\n')), more, partner);
    expect(await runUntilKilled(2)).toBe('SIGKILL');
    expect(await state('matching_list', id)).toMatchObject({ state: 'READING', row_count: 10 });
    expect(await runUntilKilled(3)).toBe('SIGKILL');
    expect(await state('matching_list', id)).toMatchObject({ state: 'MATCHING', row_count: 25, entry_count: 25 });
    expect(await runUntilKilled(0)).toBeNull();
    expect(await state('matching_list', id)).toMatchObject({ state: 'READY', entry_count: 25, barred_count: 0 });
  }, 120_000);
});
