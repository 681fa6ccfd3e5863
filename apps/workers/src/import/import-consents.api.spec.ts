import { beforeAll, describe, expect, it } from '@jest/globals';
import { runJobs } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { executeSubgraph, testCipher, testClock, useTestDatabase, viewerWith } from '@nuan/testing';

import { anIdNumber, aRow, aUnion, aWorker } from '../row-builders';
import { aKey, announcementOf, piecesOfFile } from '../upload/upload-builders';
import { workersSubgraph } from '../workers.subgraph';
import { aGuardianConsent, aHeadRow, aHealthConsent, aSpouseRow, type Cells, importFile } from './import-builders';

const UNION = newId();
const WITHDRAWN = '2017-01-20T09:00:00+08:00';

describe('a list of households, of what is kept with a consent alone,', () => {
  const db = useTestDatabase(workersSubgraph.database);
  beforeAll(() => aUnion(db.owner, { id: UNION, region_code: '340103' }));
  const maker = viewerWith({ role: 'maker', read: ['340100'], subject: 'maker-1' });
  const run = async (query: string, variables: Record<string, unknown>) =>
    (
      await executeSubgraph<Record<string, Record<string, unknown>>>(workersSubgraph, {
        ...{ db: db.app, viewer: maker, query, variables },
      })
    ).data;

  interface Told {
    readonly householdsImported: number;
    readonly problems: { readonly nodes: readonly object[] };
  }
  async function imported(rows: readonly Cells[]): Promise<Told> {
    const file = importFile(rows);
    const ask = (verb: string, input: object) =>
      run(
        `mutation($input: ${verb}HouseholdImportInput!) {
          r: ${verb.toLowerCase()}HouseholdImport(input: $input) { ... on HouseholdImport { id } } }`,
        { input },
      );
    const target = { mode: 'PER_ROW', dryRun: false, regionCode: '340103', unionId: UNION, idempotencyKey: aKey() };
    const id = (await ask('Start', { ...announcementOf(file, '名单.csv'), ...target }))['r']?.['id'];
    for (const piece of piecesOfFile(file)) await ask('Append', { id, ...piece });
    await ask('Finish', { id });
    const { jobs = [] } = workersSubgraph.compose({ db: db.app, clock: testClock, cipher: testCipher });
    await runJobs(db.app, testClock, jobs);
    const { householdImport } = await run(
      'query($id: ID!) { householdImport(id: $id) { householdsImported problems(first: 20) { nodes { line column rule } } } }',
      { id },
    );
    return householdImport as unknown as Told;
  }
  /** What the register keeps of a person of this number, and the consents. */
  async function kept(idNumber = ''): Promise<object | undefined> {
    const [person] = await db.owner.query<object[]>(
      `select w.health_sealed is not null as ill, w.disability_sealed is not null as disabled,
         (select array_agg(c.purpose || ' ' || c.text_version || ' ' || c.channel || ' ' || c.recorded_by || coalesce(' by ' || g.relation, '') order by c.purpose)
          from consent c left join worker g on g.id = c.guardian_id where c.worker_id = w.id and c.withdrawn_at is null) as consents
       from worker w where w.id_number_hash = $1`,
      [testCipher.hash('id-number', idNumber)],
    );
    return person;
  }
  const aWithdrawal = async (idNumber: string): Promise<unknown> =>
    aRow(db.owner, 'consent', {
      ...{ purpose: 'HEALTH_DATA', text_version: '2015-1', channel: 'PAPER', given_at: '2016-11-01T09:00:00+08:00' },
      ...{ withdrawn_at: WITHDRAWN },
      worker_id: await aWorker(db.owner, { id_number_hash: testCipher.hash('id-number', idNumber) }),
    });

  it('is refused an illness and a disability without the person’s consent to them, by line, column and rule', async () => {
    const [ill, disabled] = [aHeadRow({ health: '癌症' }), aHeadRow({ disability: '肢体', disabilityGrade: '2' })];
    expect(await imported([ill, disabled])).toEqual({
      householdsImported: 0,
      problems: {
        nodes: [
          { line: 2, column: '健康状况', rule: 'HEALTH_CONSENT_REQUIRED' },
          { line: 3, column: '残疾类别', rule: 'HEALTH_CONSENT_REQUIRED' },
        ],
      },
    });
    expect(await kept(ill['idNumber'])).toBeUndefined();
  });

  it('is refused a child under 14 for whom no adult of the household consents, and a guardian for anybody else', async () => {
    const heads = Array.from({ length: 5 }, () => aHeadRow());
    const child = (at: number, cells: Cells): Cells =>
      aSpouseRow(heads[at] ?? {}, { relation: '子女', idNumber: anIdNumber('2005-06-07'), ...cells });
    const brother = child(2, aGuardianConsent(heads[2] ?? {}));
    const rows = [
      child(0, {}),
      child(1, aGuardianConsent({ idNumber: anIdNumber('1980-01-01') })),
      brother,
      child(2, aGuardianConsent(brother)),
      child(3, { ...aGuardianConsent(heads[3] ?? {}), idNumber: anIdNumber('1990-01-01') }),
      child(4, { ...aGuardianConsent(heads[4] ?? {}), health: '癌症' }),
    ];
    expect(await imported([...heads, ...rows])).toEqual({
      householdsImported: 0,
      problems: {
        nodes: [
          { line: 7, column: '监护人身份证号', rule: 'GUARDIAN_REQUIRED' },
          { line: 7, column: '核对授权书版本', rule: 'CONSENT_REQUIRED' },
          { line: 8, column: '监护人身份证号', rule: 'GUARDIAN_REQUIRED' },
          { line: 10, column: '监护人身份证号', rule: 'GUARDIAN_REQUIRED' },
          { line: 11, column: '监护人身份证号', rule: 'GUARDIAN_NOT_NEEDED' },
          { line: 12, column: '健康状况', rule: 'HEALTH_CONSENT_REQUIRED' },
        ],
      },
    });
  });

  it('is refused a consent that isn’t whole or hasn’t been given yet', async () => {
    const told = await imported([
      aHeadRow({ health: '癌症', healthConsentVersion: '2016-1' }),
      aHeadRow({ health: '癌症', ...aHealthConsent({ healthConsentedOn: '2017-01-24' }) }),
    ]);
    expect(told.problems.nodes).toEqual([
      { line: 2, column: '健康信息授权方式', rule: 'REQUIRED' },
      { line: 2, column: '健康信息授权日期', rule: 'REQUIRED' },
      { line: 3, column: '健康信息授权日期', rule: 'CONSENT_IN_FUTURE' },
    ]);
  });

  it('records the consents that it brings as the forms do: the person’s own, and the guardian’s for a child', async () => {
    const head = aHeadRow({ health: '癌症', ...aHealthConsent({ healthConsentChannel: '线上' }) });
    const child = aSpouseRow(head, {
      ...{ relation: '子女', idNumber: anIdNumber('2005-06-07'), disability: '视力', disabilityGrade: '1' },
      ...{ ...aGuardianConsent(head), ...aHealthConsent() },
    });
    expect(await imported([child, head])).toMatchObject({ householdsImported: 1 });
    expect(await kept(head['idNumber'])).toEqual({
      ...{ ill: true, disabled: false, consents: ['HEALTH_DATA 2016-1 ONLINE maker-1'] },
    });
    expect(await kept(child['idNumber'])).toEqual({
      ...{ ill: false, disabled: true },
      consents: ['FINANCIAL_CHECK 2016-1 PAPER maker-1 by HEAD', 'HEALTH_DATA 2016-1 PAPER maker-1 by HEAD'],
    });
  });

  it('keeps no illness by a paper from before the consent was taken back, and keeps it by one that was given since', async () => {
    const [before, since] = [anIdNumber(), anIdNumber()];
    await aWithdrawal(before);
    await aWithdrawal(since);
    const told = await imported([
      aHeadRow({ idNumber: before, health: '癌症', ...aHealthConsent() }),
      aHeadRow({ idNumber: since, health: '癌症', ...aHealthConsent({ healthConsentedOn: '2017-01-21' }) }),
    ]);
    expect(told).toMatchObject({ householdsImported: 2 });
    expect(await kept(before)).toEqual({ ill: false, disabled: false, consents: null });
    expect(await kept(since)).toEqual({ ill: true, disabled: false, consents: ['HEALTH_DATA 2016-1 PAPER maker-1'] });
  });
});
