import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';

import { cameTrue } from '../testkit/arrived';
import { rowOf, rowsOf } from '../testkit/rows';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

const REGION = '340102';
const MAKER = { role: 'maker', read: [REGION], write: [REGION], subject: 'maker-privacy' } as const;
const COUNTY = { role: 'county', read: [REGION], write: [REGION], subject: 'county-privacy' } as const;
/** Who prepares a copy doesn't open it. */
const DESK = { ...COUNTY, subject: 'county-desk' } as const;

const PREPARE = `mutation($input: RequestSubjectExportInput!) { requestSubjectExport(input: $input) { ... on SubjectExportPrepared { id code } } }`;
const OPEN = `mutation($input: OpenSubjectExportInput!) { openSubjectExport(input: $input) {
  __typename ... on SubjectExportOpened { grant record { subgraph json } } } }`;
const GATHER = `query($grant: String!) {
  subjectAidRecord(grant: $grant) { subgraph json } subjectJobRecord(grant: $grant) { subgraph json } subjectServiceRecord(grant: $grant) { subgraph json } }`;
const ASK = `mutation($input: RequestErasureInput!) { requestErasure(input: $input) { ... on ErasureRequest { id version bar { ground } } } }`;
const GRANT = `mutation($input: ExecuteErasureInput!) { executeErasure(input: $input) {
  __typename ... on ErasureRequest { state } ... on RuleBroken { rule facts { name value } } } }`;

interface Record_ {
  readonly subgraph: string;
  readonly json: string;
}
interface Opened {
  readonly openSubjectExport: { readonly grant: string; readonly record: Record_ };
}
interface Asked {
  readonly requestErasure: {
    readonly id: string;
    readonly version: number;
    readonly bar: { readonly ground: string } | null;
  };
}

describe('a person who asks what is held of it, and then to be erased', () => {
  let graph: SampleSupergraph;
  beforeAll(async () => {
    graph = await startSampleSupergraph({ isFollowing: true });
  });
  afterAll(() => graph.stop());

  const copyOf = async (workerId: string): Promise<Opened['openSubjectExport']> => {
    const request = { idempotencyKey: newId(), workerId, reason: '本人到窗口申请，已核验身份证' };
    const prepared = await graph.ask<{ requestSubjectExport: { id: string; code: string } }>(
      PREPARE,
      { input: request },
      DESK,
    );
    const { id, code } = prepared.data.requestSubjectExport;
    return (await graph.ask<Opened>(OPEN, { input: { id, code } }, COUNTY)).data.openSubjectExport;
  };
  const asksToGo = async (workerId: string): Promise<Asked['requestErasure']> => {
    const input = { idempotencyKey: newId(), workerId, wish: '请删除本人信息' };
    return (await graph.ask<Asked>(ASK, { input }, MAKER)).data.requestErasure;
  };
  const decided = async ({ id, version }: Asked['requestErasure']) =>
    (
      await graph.ask<{ executeErasure: object }>(
        GRANT,
        { input: { id, expectedVersion: version, opinion: '已核对身份' } },
        COUNTY,
      )
    ).data.executeErasure;

  it('gets its file from workers and the rest by one query, each subgraph recording the act', async () => {
    const { head_id: head } = await rowOf<{ head_id: string }>(
      graph.db.workers,
      `select head_id from household where status = 'RECORDED' and region_code = $1 order by id limit 1`,
      [REGION],
    );
    const { grant, record } = await copyOf(head);
    expect(record.json).toMatch(/"id_number": "349900\d{11}[\dX]"/);
    const { data, errors } = await graph.ask<Record<string, Record_>>(GATHER, { grant }, COUNTY);
    expect(errors).toBeUndefined();
    expect(Object.values(data).map(({ subgraph }) => subgraph)).toEqual(['assistance', 'employment', 'migrants']);
    expect(data['subjectAidRecord']?.json).toContain('card_no');
    for (const name of ['assistance', 'employment', 'migrants'] as const)
      expect(
        await rowsOf(
          graph.db[name],
          `select from audit_entry where action = 'subject.export' and $1 = any(subject_ids)`,
          [head],
        ),
      ).toHaveLength(1);
    const stolen = await graph.ask<Record<string, Record_ | null>>(
      GATHER,
      { grant },
      { ...COUNTY, subject: 'county-other' },
    );
    expect(Object.values(stolen.data)).toEqual([null, null, null]);
    expect(stolen.errors?.map(({ extensions }) => extensions['code'])).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
  });

  it('is told why it stays while its file is open', async () => {
    const { head_id: head } = await rowOf<{ head_id: string }>(
      graph.db.workers,
      `select head_id from household where status = 'RECORDED' and region_code = $1 order by id limit 1`,
      [REGION],
    );
    const asked = await asksToGo(head);
    expect(asked.bar).toEqual({ ground: 'FILE_OPEN' });
    expect(await decided(asked)).toMatchObject({ rule: 'ERASURE_BARRED' });
  });

  it('is gone from every subgraph within moments, and the books are what they were', async () => {
    const { id } = await rowOf<{ id: string }>(
      graph.db.workers,
      'select id from worker where household_id is null and region_code = $1 order by id limit 1',
      [REGION],
    );
    await graph.db.employment.query(
      `insert into placement (id, person_id, employer_id, region_code, is_migrant, placed_on, routes, contract_ref)
       values ($1, $2, $1, $3, false, '2016-05-01', '{REFERRAL}', 'HT-9')`,
      [newId(), id, REGION],
    );
    const books = () =>
      rowOf<object>(
        graph.db.assistance,
        `select (select md5(jsonb_agg(l order by transaction_id, line)::text) from ledger_entry l) as postings,
           (select md5(jsonb_agg(d order by id)::text) from disbursement d) as payments, (select sum(amount_fen)::text from disbursement) as sum`,
      );
    const before = await books();
    expect(await decided(await asksToGo(id))).toEqual({ __typename: 'ErasureRequest', state: 'EXECUTED' });
    await cameTrue(async () => {
      const [kept] = await rowsOf<{ contract_ref: string }>(
        graph.db.employment,
        'select contract_ref from placement where person_id = $1',
        [id],
      );
      return kept?.contract_ref === '已清除';
    }, 'the erasure came to employment');
    const left = await rowOf<object>(
      graph.db.workers,
      'select name, id_number_sealed, id_number_hash, phone_sealed, phone_hash from worker where id = $1',
      [id],
    );
    expect(left).toEqual({
      name: '已清除',
      id_number_sealed: null,
      id_number_hash: null,
      phone_sealed: null,
      phone_hash: null,
    });
    expect(await books()).toEqual(before);
  });
});
