import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { foldRollups, readRollups, rollupDrift } from '@nuan/database';
import { newId } from '@nuan/kernel';
import { executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { aHousehold, aMember, anErasureRequest, aRow, aSubjectExport, aUnion, requestRegions } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';

const OUTCOME =
  '... on FileTransfer { id state version household { id } } ... on RuleBroken { rule field } ... on TransitionRefused { rule present: state } ... on VersionConflict { rule currentVersion }';

describe('transfers of files', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const luyang = viewerWith({ role: 'maker', read: ['340103'], subject: 'luyang-1' });
  const jinghu = viewerWith({ role: 'maker', read: ['340202'], subject: 'jinghu-1' });
  const toUnionId = newId();
  let householdId = '';

  beforeAll(() => aUnion(db.owner, { id: toUnionId, region_code: '340202' }));

  beforeEach(async () => {
    householdId = (await aHousehold(db.app, { is_migrant: true })).id;
    await aMember(db.app, householdId);
  });

  async function run(viewer: typeof luyang, mutation: string, input: Record<string, unknown>) {
    const type = mutation === 'proposeTransfer' ? 'ProposeTransferInput' : 'DecideTransferInput';
    const { data, errors } = await executeSubgraph<Record<string, Record<string, unknown>> | null>(workersSubgraph, {
      db: db.app,
      viewer,
      query: `mutation($input: ${type}!) { ${mutation}(input: $input) { __typename ${OUTCOME} } }`,
      variables: { input },
    });
    return { outcome: data?.[mutation], errors };
  }

  const propose = (more: Record<string, unknown> = {}, viewer = luyang) =>
    run(viewer, 'proposeTransfer', {
      idempotencyKey: newId(),
      householdId,
      expectedVersion: 1,
      toRegion: '340202',
      toUnionId,
      reason: 'EMPLOYER_DISSOLVED',
      explanation: '原单位已撤销，随户籍转入',
      ...more,
    });
  const proposed = async (): Promise<string> => String((await propose()).outcome?.['id']);

  it('I32: move file and members to the receiving region, and keep the codes of before in the record', async () => {
    const id = await proposed();
    const { outcome, errors } = await run(jinghu, 'acceptTransfer', { id, expectedVersion: 1 });
    expect(errors).toEqual([]);
    expect(outcome).toMatchObject({
      __typename: 'FileTransfer',
      state: 'ACCEPTED',
      version: 2,
      household: { id: householdId },
    });
    const [file] = await db.app.query('select region_code, union_id, version from household where id = $1', [
      householdId,
    ]);
    expect(file).toEqual({ region_code: '340202', union_id: toUnionId, version: 2 });
    const members = await db.app.query('select distinct region_code from worker where household_id = $1', [
      householdId,
    ]);
    expect(members).toEqual([{ region_code: '340202' }]);
    const record = await executeSubgraph(workersSubgraph, {
      db: db.app,
      viewer: jinghu,
      query: `query($id: ID!) { fileTransfer(id: $id) { fileNo fromRegion { code } toRegion { code } reason proposedBy decidedBy }
        household(id: "${householdId}") { transfers { state } timeline(first: 1) { kind note } } }`,
      variables: { id },
    });
    expect(record.data).toMatchObject({
      fileTransfer: {
        fromRegion: { code: '340103' },
        toRegion: { code: '340202' },
        reason: 'EMPLOYER_DISSOLVED',
        proposedBy: 'luyang-1',
        decidedBy: 'jinghu-1',
      },
      household: { transfers: [{ state: 'ACCEPTED' }], timeline: [{ kind: 'MOVED', note: '340103 → 340202' }] },
    });
  });

  it('take a category that waits for its second person along', async () => {
    const override = await aRow(db.app, 'category_override', {
      household_id: householdId,
      region_code: '340103',
      state: 'PENDING',
      category: 'ACCIDENT',
      reason: '突发事故',
      proposed_by: 'luyang-1',
      proposed_at: '2017-01-20T09:00:00+08:00',
      version: 1,
    });
    await run(jinghu, 'acceptTransfer', { id: await proposed(), expectedVersion: 1 });
    const [row] = await db.app.query('select region_code, version from category_override where id = $1', [override]);
    expect(row).toEqual({ region_code: '340202', version: 2 });
  });

  it('take along what a person of the file asked about its own data and nobody has answered', async () => {
    const workerId = await aMember(db.app, householdId);
    await anErasureRequest(db.owner, workerId, '340103');
    await aSubjectExport(db.owner, workerId, '340103');
    await aSubjectExport(db.owner, workerId, '340103', {
      opened_by: 'county-2',
      opened_at: '2016-01-03T09:00:00+08:00',
    });
    const { outcome } = await run(jinghu, 'acceptTransfer', { id: await proposed(), expectedVersion: 1 });
    expect(outcome).toMatchObject({ state: 'ACCEPTED' });
    expect(await requestRegions(db.owner, workerId)).toEqual([
      { what: 'COPY', region_code: '340202', version: null },
      { what: 'COPY_OPENED', region_code: '340103', version: null },
      { what: 'ERASURE', region_code: '340202', version: 2 },
    ]);
  });

  it('I34: leave the old officers the record alone: neither the file nor its persons', async () => {
    const id = await proposed();
    await run(jinghu, 'acceptTransfer', { id, expectedVersion: 1 });
    const { data, errors } = await executeSubgraph(workersSubgraph, {
      db: db.app,
      viewer: luyang,
      query: `query($id: ID!, $file: ID!) { fileTransfer(id: $id) { state household { id } } household(id: $file) { id }
        households(where: { region: { under: "340000" } }) { nodes { id } } fileTransfers(where: { state: { eq: ACCEPTED } }) { nodes { id } }
        workers { nodes { household { id } } } }`,
      variables: { id, file: householdId },
    });
    expect(data).toMatchObject({ fileTransfer: { state: 'ACCEPTED', household: null }, household: null });
    expect(errors).toMatchObject([{ code: 'NOT_FOUND', path: ['household'] }]);
    expect(JSON.stringify((data as { households: unknown }).households)).not.toContain(householdId);
    expect(JSON.stringify((data as { workers: unknown }).workers)).not.toContain(householdId);
    expect(JSON.stringify((data as { fileTransfers: unknown }).fileTransfers)).toContain(id);
  });

  it('keep the sum of the regions exact while a file moves', async () => {
    const count = async () =>
      [...(await readRollups(db.app, { metrics: ['filed'], regionCodes: ['340100', '340200'] })).values()].map(
        ([cell]) => cell?.n ?? 0,
      );
    const before = await count();
    await run(jinghu, 'acceptTransfer', { id: await proposed(), expectedVersion: 1 });
    const after = await count();
    expect(after).toEqual([(before[0] ?? 0) - 1, (before[1] ?? 0) + 1]);
    await foldRollups(db.app);
    expect(await rollupDrift(db.owner)).toEqual([]);
  });

  it('let one of two officers who accept at once accept, and tell the other', async () => {
    const id = await proposed();
    const second = viewerWith({ role: 'county', read: ['340202'], subject: 'jinghu-2' });
    const outcomes = await Promise.all(
      [jinghu, second].map((viewer) => run(viewer, 'acceptTransfer', { id, expectedVersion: 1 })),
    );
    expect(outcomes.map(({ outcome }) => outcome?.['__typename']).sort()).toEqual([
      'FileTransfer',
      'TransitionRefused',
    ]);
    const events = await db.app.query(`select kind from file_event where household_id = $1 and kind = 'MOVED'`, [
      householdId,
    ]);
    expect(events).toHaveLength(1);
  });

  it('stay proposed until the other side answers: declined with a reason, or taken back', async () => {
    const declined = await proposed();
    const silent = await run(jinghu, 'declineTransfer', { id: declined, expectedVersion: 1 });
    expect(silent.outcome).toMatchObject({ rule: 'REASON_REQUIRED', field: 'opinion' });
    const answer = await run(jinghu, 'declineTransfer', { id: declined, expectedVersion: 1, opinion: '不在本区居住' });
    expect(answer.outcome).toMatchObject({ state: 'DECLINED', household: null });
    const again = await run(jinghu, 'acceptTransfer', { id: declined, expectedVersion: 2 });
    expect(again.outcome).toMatchObject({ __typename: 'TransitionRefused', present: 'DECLINED' });
    const withdrawn = await proposed();
    expect((await run(luyang, 'withdrawTransfer', { id: withdrawn, expectedVersion: 1 })).outcome).toMatchObject({
      state: 'WITHDRAWN',
    });
  });

  it('give one transfer for one key, and refuse a second while one is under way', async () => {
    const key = newId();
    const first = await propose({ idempotencyKey: key });
    expect((await propose({ idempotencyKey: key })).outcome).toEqual(first.outcome);
    expect((await propose()).outcome).toMatchObject({ rule: 'TRANSFER_UNDER_WAY' });
  });

  it('refuse what goes nowhere: the same union, the province, a region that is no more', async () => {
    const own = await db.app.query<{ union_id: string }[]>('select union_id from household where id = $1', [
      householdId,
    ]);
    expect((await propose({ toUnionId: own[0]?.union_id })).outcome).toMatchObject({ rule: 'TRANSFER_GOES_ELSEWHERE' });
    for (const toRegion of ['340000', '341400'])
      expect((await propose({ toRegion })).errors).toMatchObject([
        { details: { rule: 'REGION_VALID_TODAY', field: 'toRegion' } },
      ]);
  });

  it('refuse a union that is not known, or dissolved on that day', async () => {
    const dissolved = await aUnion(db.owner, { dissolved_on: '2017-01-23', successor_id: toUnionId });
    const until = await aUnion(db.owner, { dissolved_on: '2017-01-24', successor_id: toUnionId });
    expect((await propose({ toUnionId: newId() })).outcome).toMatchObject({
      rule: 'UNION_UNKNOWN',
      field: 'toUnionId',
    });
    expect((await propose({ toUnionId: dissolved })).outcome).toMatchObject({
      rule: 'UNION_DISSOLVED',
      field: 'toUnionId',
    });
    expect((await propose({ toUnionId: until })).outcome).toMatchObject({ state: 'PROPOSED' });
  });

  it('refuse files with something else under way, and officers on the wrong side', async () => {
    const busy = await aHousehold(db.owner, { status: 'EXIT_PROPOSED' });
    expect((await propose({ householdId: busy.id })).outcome).toMatchObject({ rule: 'FILE_IN_MOTION' });
    expect((await propose({}, jinghu)).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const id = await proposed();
    expect((await run(luyang, 'acceptTransfer', { id, expectedVersion: 1 })).errors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    expect((await run(jinghu, 'withdrawTransfer', { id, expectedVersion: 1 })).errors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    const both = viewerWith({ role: 'maker', read: ['340103', '340202'], subject: 'luyang-1' });
    expect((await run(both, 'acceptTransfer', { id, expectedVersion: 1 })).outcome).toMatchObject({
      rule: 'FOUR_EYES',
    });
    const checker = viewerWith({ role: 'checker', read: ['340202'] });
    expect((await run(checker, 'acceptTransfer', { id, expectedVersion: 1 })).errors).toMatchObject([
      { code: 'FORBIDDEN' },
    ]);
  });
});
