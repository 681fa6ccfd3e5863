import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Acts, runJobs } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { executeSubgraph, testClock, useTestDatabase, viewerWith } from '@nuan/testing';

import { aHousehold, anEnterprise, aUnion, exitOn } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';
import { BulkTransferJob } from './bulk-transfer.job';
import { BulkTransferService } from './bulk-transfer.service';
import { EMPLOYER_TRANSFERS } from './employer-files';
import { EmployerTransferWriter } from './employer-transfer.writer';

const OUTCOME = `__typename ... on EmployerTransfer { id dueCount openCount busyCount proposedCount proposedBy employer { id } progress { state } }
  ... on RuleBroken { rule field }`;

describe('files of deregistered employers', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const luyang = viewerWith({ role: 'maker', read: ['340103'], subject: 'luyang-1' });
  let [county, city, union, employer] = ['', '', '', ''];

  beforeAll(async () => {
    await aUnion(db.owner, { level: 'PROVINCE', region_code: '340000' });
    city = await aUnion(db.owner, { level: 'PREFECTURE', region_code: '340100' });
    county = await aUnion(db.owner, { level: 'COUNTY' });
  });
  beforeEach(async () => {
    union = await aUnion(db.owner);
    employer = await anEnterprise(db.owner, { union_id: union, closed_on: '2016-12-01' });
  });
  const aFile = async (row: object = {}): Promise<string> =>
    (await aHousehold(db.owner, { union_id: union, employer_id: employer, ...row })).id;

  const list = async (enterpriseId = employer, viewer = luyang) => {
    const { data, errors } = await executeSubgraph<{ filesOfDissolvedEmployers: object }>(workersSubgraph, {
      ...{ db: db.app, viewer, variables: { employer: enterpriseId } },
      query: `query($employer: ID!) { filesOfDissolvedEmployers(where: { employerId: { eq: $employer } }) { totalCount nodes {
        closedOn household { id } employer { id } union { id } successor { id } openTransfer { state } } } }`,
    });
    expect(errors).toEqual([]);
    return data.filesOfDissolvedEmployers;
  };
  const none = { totalCount: 0, nodes: [] };

  async function hand(enterpriseId: string, key = newId(), viewer = luyang) {
    const { data, errors } = await executeSubgraph<Record<string, Record<string, unknown>> | null>(workersSubgraph, {
      ...{ db: db.app, viewer, variables: { input: { enterpriseId, idempotencyKey: key } } },
      query: `mutation($input: ProposeTransfersOfEmployerInput!) { proposeTransfersOfEmployer(input: $input) { ${OUTCOME} } }`,
    });
    return { outcome: data?.['proposeTransfersOfEmployer'], errors };
  }
  const transfersOf = (householdId: string) =>
    db.app.query<Record<string, unknown>[]>(
      'select state, to_region_code, to_union_id, reason, proposed_by, employer_transfer_id from file_transfer where household_id = $1',
      [householdId],
    );

  it('are listed with who takes over, within the regions of the viewer, while the employer’s union keeps them', async () => {
    const mine = await aFile();
    await aFile({ region_code: '340202' });
    await aFile({ ...exitOn('2016-12-30', 'DUPLICATE') });
    await aFile({ union_id: county });
    await aFile({ union_id: await aUnion(db.owner) });
    await aFile({ employer_id: null });
    expect(await list()).toEqual({
      totalCount: 1,
      nodes: [
        {
          ...{ closedOn: '2016-12-01', household: { id: mine }, employer: { id: employer }, union: { id: union } },
          ...{ successor: { id: county }, openTransfer: null },
        },
      ],
    });
  });

  it('are none of an employer that is registered, was reinstated, or goes tomorrow', async () => {
    await aFile();
    for (const closedOn of [null, '2017-01-24']) {
      await db.owner.query('update enterprise_projection set closed_on = $2 where id = $1', [employer, closedOn]);
      expect(await list()).toEqual(none);
      expect((await hand(employer)).outcome).toMatchObject({ rule: 'EMPLOYER_REGISTERED', field: 'enterpriseId' });
    }
    await db.owner.query(`update enterprise_projection set closed_on = '2017-01-23' where id = $1`, [employer]);
    expect(await list()).toMatchObject({ totalCount: 1 });
  });

  it('of a union that is dissolved go to its successor, and are listed there alone', async () => {
    await aFile();
    await db.owner.query(`update union_projection set dissolved_on = '2016-12-15', successor_id = $2 where id = $1`, [
      union,
      county,
    ]);
    expect(await list()).toEqual(none);
    const { data } = await executeSubgraph(workersSubgraph, {
      ...{ db: db.app, viewer: luyang },
      query: `{ filesOfDissolvedUnions(where: { unionId: { eq: "${union}" } }) { totalCount } }`,
    });
    expect(data).toEqual({ filesOfDissolvedUnions: { totalCount: 1 } });
  });

  it('are handed on too when the employer had no union on record', async () => {
    await db.owner.query('update enterprise_projection set union_id = null where id = $1', [employer]);
    await aFile();
    await aFile({ union_id: county });
    expect(await list()).toMatchObject({ totalCount: 1, nodes: [{ successor: { id: county } }] });
  });

  it('go to the city’s federation where the county has none, or when the file is at city level', async () => {
    const anywhere = viewerWith({ role: 'maker', read: ['340100'], subject: 'hefei-1' });
    const ids = [await aFile({ region_code: '340100' }), await aFile({ region_code: '340111' })];
    await hand(employer, newId(), anywhere);
    expect(await transfersOf(ids[0] ?? '')).toMatchObject([{ to_union_id: city, to_region_code: '340100' }]);
    expect(await transfersOf(ids[1] ?? '')).toMatchObject([{ to_union_id: city, to_region_code: '340111' }]);
  });

  it('are proposed in one act, which leaves open transfers and busy files alone and counts them', async () => {
    const [first, second, open] = [await aFile(), await aFile(), await aFile()];
    await aFile({ status: 'EXIT_PROPOSED' });
    const elsewhere = await aFile({ region_code: '340202' });
    const { errors } = await executeSubgraph(workersSubgraph, {
      ...{ db: db.app, viewer: luyang },
      query: 'mutation($input: ProposeTransferInput!) { proposeTransfer(input: $input) { __typename } }',
      variables: {
        input: {
          ...{ idempotencyKey: newId(), householdId: open, expectedVersion: 1, toRegion: '340202', toUnionId: county },
          ...{ reason: 'NEW_EMPLOYER', explanation: '已到新单位就业' },
        },
      },
    });
    expect(errors).toEqual([]);
    const key = newId();
    const { outcome } = await hand(employer, key);
    expect(outcome).toMatchObject({
      ...{ __typename: 'EmployerTransfer', dueCount: 2, openCount: 1, busyCount: 1, proposedCount: 2 },
      ...{ proposedBy: 'luyang-1', employer: { id: employer }, progress: null },
    });
    for (const id of [first, second])
      expect(await transfersOf(id)).toEqual([
        {
          ...{ state: 'PROPOSED', to_region_code: '340103', to_union_id: county, reason: 'EMPLOYER_DISSOLVED' },
          ...{ proposed_by: 'luyang-1', employer_transfer_id: outcome?.['id'] },
        },
      ]);
    expect(await transfersOf(elsewhere)).toEqual([]);
    expect(await transfersOf(open)).toMatchObject([{ reason: 'NEW_EMPLOYER', employer_transfer_id: null }]);
    expect((await hand(employer, key)).outcome).toEqual(outcome);
    expect((await hand(employer)).outcome).toMatchObject({ dueCount: 0, openCount: 3, proposedCount: 0 });
    const [act] = await db.app.query<Record<string, unknown>[]>(
      `select actor, region_code, detail, $2 = any(subject_ids) as names_file from audit_entry
       where action = 'transfer.proposeOfEmployer' and $1 = any(subject_ids)`,
      [outcome?.['id'], first],
    );
    expect(act).toMatchObject({
      ...{ actor: 'luyang-1', region_code: '340103', names_file: true },
      detail: { enterpriseId: employer, due: 2, open: 1, busy: 1 },
    });
    expect(await db.app.query('select note from file_event where household_id = $1', [first])).toHaveLength(1);
  });

  it('are accepted one by one by another officer, belong to the county then, and are listed no longer', async () => {
    const id = await aFile();
    await hand(employer);
    const [{ transfer } = { transfer: '' }] = await db.app.query<{ transfer: string }[]>(
      'select id as transfer from file_transfer where household_id = $1',
      [id],
    );
    const accept = async (subject: string) => {
      const { data } = await executeSubgraph<Record<string, unknown>>(workersSubgraph, {
        ...{ db: db.app, viewer: viewerWith({ role: 'county', read: ['340103'], subject }) },
        query: `mutation { acceptTransfer(input: { id: "${transfer}", expectedVersion: 1 }) { ... on FileTransfer { state } ... on RuleBroken { rule } } }`,
      });
      return data['acceptTransfer'];
    };
    expect(await list()).toMatchObject({ nodes: [{ openTransfer: { state: 'PROPOSED' } }] });
    expect(await accept('luyang-1')).toEqual({ rule: 'FOUR_EYES' });
    expect(await accept('luyang-2')).toEqual({ state: 'ACCEPTED' });
    const [file] = await db.app.query('select union_id, region_code from household where id = $1', [id]);
    expect(file).toEqual({ union_id: county, region_code: '340103' });
    expect(await list()).toEqual(none);
  });

  it('stay with their union when the employer was reinstated meanwhile, and are handed on when it goes after all', async () => {
    const [open, waiting] = [await aFile(), await aFile()];
    const transferOf = async (file: string): Promise<string> => {
      const sql = `select id from file_transfer where household_id = $1 and state = 'PROPOSED'`;
      return (await db.app.query<{ id: string }[]>(sql, [file]))[0]?.id ?? '';
    };
    const decide = async (verb: string, id: string) => {
      const { data } = await executeSubgraph<Record<string, unknown>>(workersSubgraph, {
        ...{ db: db.app, viewer: viewerWith({ role: 'county', read: ['340103'], subject: 'luyang-2' }) },
        query: `mutation { ${verb}(input: { id: "${id}", expectedVersion: 1, opinion: "单位已恢复登记" }) { ... on FileTransfer { state } ... on RuleBroken { rule field } } }`,
      });
      return data[verb];
    };
    const goes = (closedOn: string | null): Promise<unknown> =>
      db.owner.query('update enterprise_projection set closed_on = $2 where id = $1', [employer, closedOn]);
    const writer = new EmployerTransferWriter(
      new Acts(db.app, testClock),
      new BulkTransferService(db.app, EMPLOYER_TRANSFERS),
      1,
    );
    const act = await writer.propose(luyang, { enterpriseId: employer, idempotencyKey: newId() });
    expect(act).toMatchObject({ dueCount: 2 });
    const job = new BulkTransferJob(EMPLOYER_TRANSFERS, 1);
    let steps = 0;
    // The reinstatement comes by the feed between two steps.
    const step: typeof job.step = async (...args) => {
      if ((steps += 1) === 2) await goes(null);
      return job.step(...args);
    };
    await runJobs(db.app, testClock, [{ kind: job.kind, step }]);
    const [sent, kept] = [open, waiting].sort();
    expect(await transfersOf(kept ?? '')).toEqual([]);
    const transfer = await transferOf(sent ?? '');
    expect(await decide('acceptTransfer', transfer)).toEqual({ rule: 'EMPLOYER_REGISTERED', field: 'id' });
    expect(await decide('declineTransfer', transfer)).toEqual({ state: 'DECLINED' });
    expect(await list()).toEqual(none);
    await goes('2017-01-23');
    expect(await list()).toMatchObject({ totalCount: 2 });
    expect((await hand(employer)).outcome).toMatchObject({ dueCount: 2, openCount: 0, busyCount: 0, proposedCount: 2 });
    expect(await decide('acceptTransfer', await transferOf(sent ?? ''))).toEqual({ state: 'ACCEPTED' });
  });

  it('are proposed by a job when they are many, each once', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push(await aFile());
    const employers = new BulkTransferService(db.app, EMPLOYER_TRANSFERS);
    const writer = new EmployerTransferWriter(new Acts(db.app, testClock), employers, 2);
    const act = await writer.propose(luyang, { enterpriseId: employer, idempotencyKey: newId() });
    const [id] = 'id' in act ? [String(act.id)] : [''];
    expect(await employers.loadProposed(luyang, [id], undefined)).toEqual([0]);
    await runJobs(db.app, testClock, [new BulkTransferJob(EMPLOYER_TRANSFERS, 2)]);
    expect(await employers.loadProposed(luyang, [id], undefined)).toEqual([5]);
    expect(await employers.loadProgress(luyang, [id], undefined)).toMatchObject([{ state: 'DONE', done: 5, total: 5 }]);
    for (const file of ids) expect(await transfersOf(file)).toHaveLength(1);
  });

  it('I34: are those of the officer’s unions for who is bounded by them, to be accepted by the federation', async () => {
    const other = await aUnion(db.owner);
    for (const id of [union, other])
      await db.owner.query('insert into union_tree (id, parent_id, source_version) values ($1, null, 1)', [id]);
    await aFile();
    const bounded = (readUnions: string[]) =>
      viewerWith({ role: 'maker', read: ['340103'], subject: 'union-maker', readUnions });
    expect(await list(employer, bounded([other]))).toEqual(none);
    // An employer of another union is answered like one that nobody knows.
    expect((await hand(employer, newId(), bounded([other]))).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await list(employer, bounded([union]))).toMatchObject({ totalCount: 1 });
    expect((await hand(employer, newId(), bounded([union]))).outcome).toMatchObject({ dueCount: 1, proposedCount: 1 });
  });

  it('stay when none is left, the employer is unknown, or the officer may not; an act is unknown next door', async () => {
    expect((await hand(employer)).outcome).toMatchObject({ rule: 'EMPLOYER_LEAVES_NO_FILES', field: 'enterpriseId' });
    for (const unknown of [newId(), 'employer'])
      expect((await hand(unknown)).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    await aFile();
    for (const role of ['checker', 'city', 'province', 'auditor'] as const)
      expect((await hand(employer, newId(), viewerWith({ role, read: ['340000'] }))).errors).toMatchObject([
        { code: 'FORBIDDEN' },
      ]);
    const far = viewerWith({ role: 'maker', read: ['340202'], subject: 'wuhu-1' });
    const shapeOf = ({ errors }: Awaited<ReturnType<typeof hand>>) =>
      errors.map(({ code, message }) => [code, message]);
    expect(shapeOf(await hand(employer, newId(), far))).toEqual(shapeOf(await hand(newId(), newId(), far)));
    const { outcome } = await hand(employer);
    const ask = async (viewer = far) =>
      executeSubgraph(workersSubgraph, {
        ...{ db: db.app, viewer, query: `{ employerTransfer(id: "${String(outcome?.['id'])}") { dueCount } }` },
      });
    expect((await ask()).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await ask(luyang)).data).toEqual({ employerTransfer: { dueCount: 1 } });
  });
});
