import { beforeEach, describe, expect, it } from '@jest/globals';
import { Acts, runJobs } from '@nuan/facts';
import { fixedClock, newId } from '@nuan/kernel';
import { executeSubgraph, testClock, useTestDatabase, viewerWith } from '@nuan/testing';

import { aHousehold, aUnion, exitOn } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';
import { BulkTransferJob } from './bulk-transfer.job';
import { BulkTransferService } from './bulk-transfer.service';
import { UNION_TRANSFERS } from './union-files';
import { UnionTransferWriter } from './union-transfer.writer';

const OUTCOME =
  '__typename ... on UnionTransfer { id reason dueCount openCount busyCount proposedCount proposedBy successor { id } progress { state } } ... on RuleBroken { rule field }';

describe('files of dissolved unions', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const luyang = viewerWith({ role: 'maker', read: ['340103'], subject: 'luyang-1' });
  let [dissolved, successor] = ['', ''];

  beforeEach(async () => {
    successor = await aUnion(db.owner, { level: 'COUNTY' });
    dissolved = await aUnion(db.owner, { dissolved_on: '2016-12-01', successor_id: successor });
  });

  it('are listed with the successor, within the regions of the viewer, and only while they go on', async () => {
    const mine = await aHousehold(db.owner, { union_id: dissolved });
    await aHousehold(db.owner, { union_id: dissolved, region_code: '340202' });
    await aHousehold(db.owner, { ...exitOn('2016-12-30', 'DUPLICATE'), union_id: dissolved });
    await aHousehold(db.owner, { union_id: successor });
    const tomorrow = await aUnion(db.owner, { dissolved_on: '2017-01-24', successor_id: successor });
    await aHousehold(db.owner, { union_id: tomorrow });
    const { data, errors } = await executeSubgraph(workersSubgraph, {
      db: db.app,
      viewer: luyang,
      query: `query($union: ID!) { filesOfDissolvedUnions(where: { unionId: { eq: $union } }) { totalCount nodes {
        dissolvedOn household { id } union { id } successor { id } openTransfer { id } } }
        none: filesOfDissolvedUnions(where: { unionId: { eq: "${tomorrow}" } }) { totalCount } }`,
      variables: { union: dissolved },
    });
    expect(errors).toEqual([]);
    expect(data).toEqual({
      filesOfDissolvedUnions: {
        totalCount: 1,
        nodes: [
          {
            dissolvedOn: '2016-12-01',
            household: { id: mine.id },
            union: { id: dissolved },
            successor: { id: successor },
            openTransfer: null,
          },
        ],
      },
      none: { totalCount: 0 },
    });
  });

  async function hand(unionId: string, key = newId(), viewer = luyang) {
    const { data, errors } = await executeSubgraph<Record<string, Record<string, unknown>> | null>(workersSubgraph, {
      db: db.app,
      viewer,
      query: `mutation($input: ProposeTransfersOfUnionInput!) { proposeTransfersOfUnion(input: $input) { ${OUTCOME} } }`,
      variables: { input: { unionId, idempotencyKey: key } },
    });
    return { outcome: data?.['proposeTransfersOfUnion'], errors };
  }

  const transfersOf = (householdId: string) =>
    db.app.query<Record<string, unknown>[]>(
      'select state, to_region_code, to_union_id, reason, proposed_by, union_transfer_id from file_transfer where household_id = $1',
      [householdId],
    );

  it('are proposed to the successor in one act, which leaves open transfers and busy files alone and counts them', async () => {
    const [first, second] = [
      await aHousehold(db.owner, { union_id: dissolved }),
      await aHousehold(db.owner, { union_id: dissolved }),
    ];
    await aHousehold(db.owner, { union_id: dissolved, status: 'EXIT_PROPOSED' });
    const elsewhere = await aHousehold(db.owner, { union_id: dissolved, region_code: '340202' });
    const open = await aHousehold(db.owner, { union_id: dissolved });
    await executeSubgraph(workersSubgraph, {
      db: db.app,
      viewer: luyang,
      query: 'mutation($input: ProposeTransferInput!) { proposeTransfer(input: $input) { __typename } }',
      variables: {
        input: {
          idempotencyKey: newId(),
          householdId: open.id,
          expectedVersion: 1,
          toRegion: '340202',
          toUnionId: successor,
          reason: 'MOVED_HOME',
          explanation: '随户籍转入',
        },
      },
    });
    const key = newId();
    const { outcome, errors } = await hand(dissolved, key);
    expect(errors).toEqual([]);
    expect(outcome).toMatchObject({
      __typename: 'UnionTransfer',
      reason: 'EMPLOYER_DISSOLVED',
      dueCount: 2,
      openCount: 1,
      busyCount: 1,
      proposedCount: 2,
      proposedBy: 'luyang-1',
      successor: { id: successor },
      progress: null,
    });
    for (const { id } of [first, second])
      expect(await transfersOf(id)).toEqual([
        {
          state: 'PROPOSED',
          to_region_code: '340103',
          to_union_id: successor,
          reason: 'EMPLOYER_DISSOLVED',
          proposed_by: 'luyang-1',
          union_transfer_id: outcome?.['id'],
        },
      ]);
    expect(await transfersOf(elsewhere.id)).toEqual([]);
    expect(await transfersOf(open.id)).toMatchObject([{ reason: 'MOVED_HOME', union_transfer_id: null }]);
    expect((await hand(dissolved, key)).outcome).toEqual(outcome);
    expect((await hand(dissolved)).outcome).toMatchObject({ dueCount: 0, openCount: 3, proposedCount: 0 });
    const [act] = await db.app.query<Record<string, unknown>[]>(
      `select actor, region_code, detail, $2 = any(subject_ids) as names_file from audit_entry
       where action = 'transfer.proposeOfUnion' and $1 = any(subject_ids)`,
      [outcome?.['id'], first.id],
    );
    expect(act).toMatchObject({
      actor: 'luyang-1',
      region_code: '340103',
      detail: { unionId: dissolved, successorId: successor, due: 2, open: 1, busy: 1 },
      names_file: true,
    });
    const events = await db.app.query('select note from file_event where household_id = $1', [first.id]);
    expect(events).toHaveLength(1);
  });

  it('are accepted one by one by another officer, and then belong to the successor', async () => {
    const { id } = await aHousehold(db.owner, { union_id: dissolved });
    await hand(dissolved);
    const [{ transfer } = { transfer: '' }] = await db.app.query<{ transfer: string }[]>(
      'select id as transfer from file_transfer where household_id = $1',
      [id],
    );
    const accept = async (subject: string) => {
      const { data } = await executeSubgraph<Record<string, unknown>>(workersSubgraph, {
        db: db.app,
        viewer: viewerWith({ role: 'maker', read: ['340103'], subject }),
        query: `mutation { acceptTransfer(input: { id: "${transfer}", expectedVersion: 1 }) { ... on FileTransfer { state } ... on RuleBroken { rule } } }`,
      });
      return data['acceptTransfer'];
    };
    expect(await accept('luyang-1')).toEqual({ rule: 'FOUR_EYES' });
    expect(await accept('luyang-2')).toEqual({ state: 'ACCEPTED' });
    const [file] = await db.app.query('select union_id, region_code from household where id = $1', [id]);
    expect(file).toEqual({ union_id: successor, region_code: '340103' });
  });

  it('go to the last successor that exists, in its present region', async () => {
    const heir = await aUnion(db.owner, { level: 'COUNTY', region_code: '340202' });
    const between = await aUnion(db.owner, { level: 'COUNTY', dissolved_on: '2016-11-01', successor_id: heir });
    const gone = await aUnion(db.owner, { level: 'COUNTY', dissolved_on: '2016-10-01', successor_id: between });
    const { id } = await aHousehold(db.owner, { union_id: gone });
    expect((await hand(gone)).outcome).toMatchObject({ reason: 'REGION_CHANGED', successor: { id: heir } });
    expect(await transfersOf(id)).toMatchObject([{ to_region_code: '340202', to_union_id: heir }]);
  });

  it('are proposed by a job when they are many, each once', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push((await aHousehold(db.owner, { union_id: dissolved })).id);
    const unions = new BulkTransferService(db.app, UNION_TRANSFERS);
    const writer = new UnionTransferWriter(new Acts(db.app, testClock), unions, 2);
    const act = await writer.propose(luyang, { unionId: dissolved, idempotencyKey: newId() });
    const [id] = 'id' in act ? [String(act.id)] : [''];
    expect(await unions.loadProposed(luyang, [id], undefined)).toEqual([0]);
    await runJobs(db.app, testClock, [new BulkTransferJob(UNION_TRANSFERS, 2)]);
    expect(await unions.loadProposed(luyang, [id], undefined)).toEqual([5]);
    expect(await unions.loadProgress(luyang, [id], undefined)).toMatchObject([{ state: 'DONE', done: 5, total: 5 }]);
    for (const file of ids) expect(await transfersOf(file)).toHaveLength(1);
  });

  it('I32: go to the division that exists when each is proposed, though the successor’s ended on the way', async () => {
    const far = await aUnion(db.owner, { level: 'COUNTY', region_code: '340823' });
    const union = await aUnion(db.owner, { dissolved_on: '2015-12-01', successor_id: far });
    const files = [await aHousehold(db.owner, { union_id: union }), await aHousehold(db.owner, { union_id: union })];
    const before = new Acts(db.app, fixedClock(new Date('2016-01-03T12:00:00+08:00')));
    await new UnionTransferWriter(before, new BulkTransferService(db.app, UNION_TRANSFERS), 1).propose(luyang, {
      ...{ unionId: union, idempotencyKey: newId() },
    });
    await runJobs(db.app, testClock, [new BulkTransferJob(UNION_TRANSFERS, 1)]);
    for (const { id } of files) expect(await transfersOf(id)).toMatchObject([{ to_region_code: '340722' }]);
  });

  it('stay when the union exists, has no known successor, keeps none, is unknown, or the officer may not', async () => {
    const { id } = await aHousehold(db.owner, { union_id: successor });
    expect((await hand(successor)).outcome).toMatchObject({ rule: 'UNION_NOT_DISSOLVED', field: 'unionId' });
    expect((await hand(dissolved)).outcome).toMatchObject({ rule: 'UNION_KEEPS_NO_FILES' });
    const orphan = await aUnion(db.owner, { dissolved_on: '2016-12-01', successor_id: newId() });
    expect((await hand(orphan)).outcome).toMatchObject({ rule: 'UNION_WITHOUT_SUCCESSOR' });
    for (const unknown of [newId(), 'union'])
      expect((await hand(unknown)).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const checker = viewerWith({ role: 'checker', read: ['340103'] });
    expect((await hand(dissolved, newId(), checker)).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect(await transfersOf(id)).toEqual([]);
  });

  it('of elsewhere are no files here: such a union, dissolved or not, is answered like one that nobody knows', async () => {
    const [standing, ended] = [
      await aUnion(db.owner, { region_code: '340202' }),
      await aUnion(db.owner, { region_code: '340202', dissolved_on: '2016-12-01', successor_id: successor }),
    ];
    const [unknown, ...others] = [await hand(newId()), await hand(standing), await hand(ended)].map(({ errors }) =>
      errors.map(({ code, message, path }) => ({ code, message, path })),
    );
    expect(unknown).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(others).toEqual([unknown, unknown]);
    const kept = await aHousehold(db.owner, { union_id: ended });
    expect((await hand(ended)).outcome).toMatchObject({ __typename: 'UnionTransfer', dueCount: 1 });
    expect(await transfersOf(kept.id)).toHaveLength(1);
  });

  it('I34: of another union are no files of the officer’s, and such a union is answered like one that nobody knows', async () => {
    const other = newId();
    for (const id of [dissolved, other])
      await db.owner.query('insert into union_tree (id, parent_id, source_version) values ($1, null, 1)', [id]);
    await aHousehold(db.owner, { union_id: dissolved });
    const bounded = (readUnions: string[]) =>
      viewerWith({ role: 'maker', read: ['340103'], subject: 'union-maker', readUnions });
    expect((await hand(dissolved, newId(), bounded([other]))).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await hand(dissolved, newId(), bounded([dissolved]))).outcome).toMatchObject({ dueCount: 1 });
  });
});
