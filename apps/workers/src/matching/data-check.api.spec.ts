import { describe, expect, it } from '@jest/globals';
import { Acts, runJobs, startJob } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { executeSubgraph, insertRow, testCipher, testClock, useTestDatabase, viewerWith } from '@nuan/testing';

import { aHousehold, aMember, anApplication, anIdNumber, aRow, aWorker } from '../row-builders';
import { anApplicationAt } from '../filing/application-builder';
import { ApplicationStatus } from '../filing/application-status';
import { aKey, announcementOf, piecesOfFile } from '../upload/upload-builders';
import { workersSubgraph } from '../workers.subgraph';
import { assertMatchesSettled } from './open-conflicts';

const START = `mutation($input: StartMatchingListInput!) { startMatchingList(input: $input) { ... on MatchingList { id } } }`;
const APPEND = `mutation($input: AppendMatchingListInput!) { appendMatchingList(input: $input) { __typename } }`;
const FINISH = `mutation($input: FinishMatchingListInput!) { finishMatchingList(input: $input) { __typename } }`;
const RUN = `mutation($input: RunChecksInput!) { runChecks(input: $input) { __typename
  ... on FilingApplication { checks { id source result rule resolution resolvedBy } } ... on RuleBroken { rule field } } }`;
const RESOLVE = `mutation($input: ResolveDataCheckInput!) { resolveDataCheck(input: $input) { __typename
  ... on DataCheck { result resolution resolvedBy } ... on RuleBroken { rule field } } }`;

interface Check {
  readonly id: string;
  readonly source: string;
  readonly result: string;
  readonly rule: string | null;
}

describe('matching of an application', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const partner = viewerWith({ role: 'partner', department: '数据中心', scopes: ['match:submit', 'match:read'] });
  const maker = viewerWith({ role: 'maker', read: ['340100'], subject: 'officer-1' });
  const checker = viewerWith({ role: 'checker', read: ['340100'], subject: 'officer-2' });
  const run = async <T = Record<string, Record<string, unknown>>>(query: string, input: object, viewer = maker) =>
    executeSubgraph<T>(workersSubgraph, { db: db.app, viewer, query, variables: { input } });

  /** Hands a list in and matches it. */
  async function aList(source: string, rows: readonly string[], region = '340000'): Promise<void> {
    const file = Buffer.from(rows.join('\n'));
    const list = {
      source,
      regionCode: region,
      authorisation: '协议1',
      asOfOn: '2017-01-20',
      idempotencyKey: aKey(),
      ...announcementOf(file, 'list.csv'),
    };
    const { data } = await run<{ startMatchingList: { id: string } }>(START, list, partner);
    const { id } = data.startMatchingList;
    for (const piece of piecesOfFile(file)) await run(APPEND, { id, ...piece }, partner);
    await run(FINISH, { id }, partner);
    const { jobs = [] } = workersSubgraph.compose({ db: db.app, clock: testClock, cipher: testCipher });
    await runJobs(db.app, testClock, jobs);
  }

  /** An application by an unemployed tenant with this ID number. */
  async function anApplicationOf(idNumber: string, row: object = {}): Promise<string> {
    const applicant = await aWorker(db.owner, {
      id_number_hash: testCipher.hash('id-number', idNumber),
      employment_status: 'UNEMPLOYED',
    });
    return anApplication(db.owner, { applicant_id: applicant, housing_type: 'RENTED', ...row });
  }

  const check = async (applicationId: string, ...sources: string[]): Promise<readonly Check[]> => {
    const { data } = await run<{ runChecks: { checks: readonly Check[] } }>(RUN, { applicationId, sources });
    return data.runChecks.checks;
  };

  it.each([
    ['REAL_ESTATE', '身份证号,房屋套数', '2', 'SECOND_HOME'],
    ['REAL_ESTATE', '身份证号,房屋套数', '1', 'HOME_NOT_DECLARED'],
    ['REAL_ESTATE', '身份证号,房屋套数', '0', null],
    ['VEHICLE', '身份证号,机动车数量,是否营运', '1,否', 'VEHICLE_NOT_FOR_HIRE'],
    ['VEHICLE', '身份证号,机动车数量,是否营运', '1,是', null],
    ['BUSINESS_REGISTRATION', '身份证号,登记户数', '1', 'BUSINESS_OWNER'],
    ['SOCIAL_INSURANCE', '身份证号,是否单位参保,参保月数', '是,30', 'INSURED_EMPLOYMENT'],
    ['SOCIAL_INSURANCE', '身份证号,是否单位参保', '否', null],
    ['PROVIDENT_FUND', '身份证号,是否单位缴存', '是', 'INSURED_EMPLOYMENT'],
    ['CIVIL_AFFAIRS', '身份证号,是否低保', '是', null],
    ['DEATH_REGISTER', '身份证号,死亡日期', '2016-12-30', 'DECEASED'],
  ])('with %s (%s: %s) finds %s', async (source, header, facts, rule) => {
    const idNumber = anIdNumber();
    const id = await anApplicationOf(idNumber);
    await aList(source, [header, `${idNumber},${facts}`]);
    const [found] = await check(id, source);
    expect(found).toMatchObject({ source, result: rule === null ? 'MATCH' : 'CONFLICT', rule });
  });

  it('answers NO_MATCH when no list names the person, and UNAVAILABLE when there is no list for the region', async () => {
    await aList('TAX', ['身份证号,年申报收入', `${anIdNumber()},1000`], '340100');
    const here = await anApplicationOf(anIdNumber());
    const elsewhere = await anApplicationOf(anIdNumber(), { region_code: '341102' });
    expect(await check(here, 'TAX')).toMatchObject([{ result: 'NO_MATCH' }]);
    const other = viewerWith({ role: 'maker', read: ['341100'] });
    const { data } = await run(RUN, { applicationId: elsewhere, sources: ['TAX'] }, other);
    expect(data['runChecks']).toMatchObject({ checks: [{ result: 'UNAVAILABLE' }] });
  });

  it('is answered by the newest list, and by none that is older than a year', async () => {
    const idNumber = anIdNumber();
    await aList('PROVIDENT_FUND', ['身份证号,是否单位缴存', `${idNumber},是`], '341700');
    const id = await anApplicationOf(idNumber, { region_code: '341702' });
    const there = viewerWith({ role: 'maker', read: ['341700'] });
    const latest = async (): Promise<unknown> => {
      const { data } = await run(RUN, { applicationId: id, sources: ['PROVIDENT_FUND'] }, there);
      return (data['runChecks']?.['checks'] as Check[]).at(-1)?.result;
    };
    expect(await latest()).toBe('CONFLICT');
    await aList('PROVIDENT_FUND', ['身份证号,是否单位缴存', `${idNumber},否`], '341702');
    expect(await latest()).toBe('MATCH');
    await db.owner.query(
      `update matching_list set received_at = '2016-01-20T00:00:00+08:00' where source = 'PROVIDENT_FUND'`,
    );
    expect(await latest()).toBe('UNAVAILABLE');
  });

  it('is made by the list itself when it comes in, and once per list', async () => {
    const idNumber = anIdNumber();
    const id = await anApplicationOf(idNumber);
    await aList('VEHICLE', ['身份证号,机动车数量,是否营运', `${idNumber},2,否`]);
    const rows = await db.app.query<object[]>('select result, rule from data_check where application_id = $1', [id]);
    expect(rows).toEqual([{ result: 'CONFLICT', rule: 'VEHICLE_NOT_FOR_HIRE' }]);
    await check(id, 'VEHICLE');
    expect(await check(id, 'VEHICLE')).toHaveLength(1);
  });

  it('is refused before the applicant consented, and after the consent was withdrawn', async () => {
    const without = await anApplicationOf(anIdNumber(), { status: 'DRAFT', consent_id: null, submitted_at: null });
    const withdrawn = await anApplicationOf(anIdNumber());
    await db.owner.query(
      `update consent set withdrawn_at = '2017-01-02' where id = (select consent_id from filing_application where id = $1)`,
      [withdrawn],
    );
    const outcome = async (applicationId: string) =>
      (await run(RUN, { applicationId, sources: ['TAX'] })).data['runChecks'];
    expect(await outcome(without)).toMatchObject({ __typename: 'RuleBroken', rule: 'APPLICATION_IN_HAND' });
    expect(await outcome(withdrawn)).toEqual({
      __typename: 'RuleBroken',
      rule: 'CONSENT_REQUIRED',
      field: 'applicationId',
    });
  });

  it('leaves out a member whose consent is missing', async () => {
    const member = anIdNumber();
    const application = await anApplicationAt(db.owner, ApplicationStatus.VISITED, { members: [member] });
    await db.owner.query(
      `update consent c set withdrawn_at = '2017-01-10' from filing_person p where p.id = c.filing_person_id and p.id_number_hash = $1`,
      [testCipher.hash('id-number', member)],
    );
    await aList('BUSINESS_REGISTRATION', ['身份证号,登记户数', `${member},1`]);
    const [found] = await check(application.id, 'BUSINESS_REGISTRATION');
    expect(found).toMatchObject({ result: 'NO_MATCH', rule: null });
  });

  it('is refused outside the officer’s regions and to who has no such right', async () => {
    const id = await anApplicationOf(anIdNumber(), { region_code: '340202' });
    const input = { applicationId: id, sources: ['TAX'] };
    expect((await run(RUN, input)).errors[0]?.code).toBe('NOT_FOUND');
    expect((await run(RUN, input, viewerWith({ role: 'county' }))).errors[0]?.code).toBe('FORBIDDEN');
  });

  it('I4 and I34: a conflict stays open until another than the filer, of its region, settles it with a reason', async () => {
    const idNumber = anIdNumber();
    const id = await anApplicationOf(idNumber);
    await aList('BUSINESS_REGISTRATION', ['身份证号,登记户数', `${idNumber},1`]);
    const [conflict] = await check(id, 'BUSINESS_REGISTRATION');
    const input = { id: conflict?.id, reason: '已注销，见工商注销证明' };
    expect((await run(RESOLVE, input)).data['resolveDataCheck']).toEqual({
      __typename: 'RuleBroken',
      rule: 'ANOTHER_PERSON',
      field: 'id',
    });
    const elsewhere = viewerWith({ role: 'checker', read: ['340202'], subject: 'officer-3' });
    expect((await run(RESOLVE, input, elsewhere)).errors[0]?.code).toBe('NOT_FOUND');
    const told = { id: conflict?.id, reason: `本人${idNumber}已注销` };
    expect((await run(RESOLVE, told, checker)).errors[0]).toMatchObject({ code: 'BAD_USER_INPUT' });
    const past = db.owner.query(
      `update data_check set resolution = 'x', resolved_by = 'officer-1', resolved_at = now() where id = $1`,
      [conflict?.id],
    );
    await expect(past).rejects.toMatchObject({ constraint: 'data_check_resolved_by_another' });
    expect((await run(RESOLVE, input, checker)).data['resolveDataCheck']).toEqual({
      __typename: 'DataCheck',
      result: 'CONFLICT',
      resolution: input.reason,
      resolvedBy: 'officer-2',
    });
    expect((await run(RESOLVE, input, checker)).data['resolveDataCheck']).toMatchObject({ rule: 'ALREADY_SETTLED' });
    const [audit] = await db.owner.query<object[]>(
      `select actor, detail ->> 'reason' as reason from audit_entry where action = 'filing.resolveCheck' and subject_ids @> array[$1::uuid]`,
      [id],
    );
    expect(audit).toEqual({ actor: 'officer-2', reason: input.reason });
  });
});

describe('matching of active files', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const county = viewerWith({ role: 'county', read: ['340103'], subject: 'county-1' });
  const department = viewerWith({ role: 'partner', department: '民政', scopes: ['match:submit'] });
  const run = async (query: string, variables: Record<string, unknown>, viewer = county) =>
    executeSubgraph<Record<string, Record<string, unknown>>>(workersSubgraph, { db: db.app, viewer, query, variables });
  const MATCHES = `query($id: ID!) { household(id: $id) { dataMatches { id source result rule workerId consentId resolution } } }`;

  /** A list that is being matched, with entries as given. */
  async function aListOf(
    source: string,
    entries: readonly (readonly [idNumber: string, facts: object])[],
  ): Promise<void> {
    const [listId, uploadId] = [newId(), newId()];
    const at = '2017-01-20T08:00:00+08:00';
    const base = { region_code: '340000', started_by: 'x', started_at: at, finished_at: at, state: 'COMPLETE' };
    const file = { id: uploadId, purpose: 'test', owner: listId, file_name: 'a.csv', bytes: 1, received_bytes: 1 };
    await insertRow(db.owner, 'upload', { ...base, ...file, sha256: Buffer.alloc(32) });
    await insertRow(db.owner, 'matching_list', {
      id: listId,
      source,
      department: 'x',
      authorisation: 'x',
      region_code: '340000',
      upload_id: uploadId,
      as_of_on: '2017-01-20',
      state: 'MATCHING',
      submitted_by: 'x',
      submitted_at: at,
      received_at: at,
      row_count: entries.length,
      entry_count: entries.length,
      barred_count: 0,
      match_count: 0,
    });
    for (const [line, [idNumber, facts]] of entries.entries()) {
      const hash = testCipher.hash('id-number', idNumber);
      await insertRow(db.owner, 'matching_entry', { list_id: listId, line: line + 2, id_number_hash: hash, facts });
    }
    await new Acts(db.app, testClock).perform(department, 'matching.match', (tx) =>
      startJob(tx, { kind: 'matching.match', subjectId: listId, cursor: { phase: 'MATCH', afterLine: 0 } }),
    );
    const { jobs = [] } = workersSubgraph.compose({ db: db.app, clock: testClock, cipher: testCipher });
    await runJobs(db.app, testClock, jobs);
  }

  async function aFile(head: string): Promise<{ id: string; headId: string; spouse: string }> {
    const hash = (idNumber: string) => ({ id_number_hash: testCipher.hash('id-number', idNumber) });
    const spouse = anIdNumber();
    const { id, headId } = await aHousehold(db.owner, { head: hash(head) });
    await aMember(db.owner, id, hash(spouse));
    return { id, headId, spouse };
  }

  const consent = (headId: string) => ({
    worker_id: headId,
    purpose: 'FINANCIAL_CHECK',
    text_version: '2016-1',
    channel: 'PAPER',
    given_at: '2016-11-01T09:00:00+08:00',
  });

  it('tells deaths by law, and property only where the household consented', async () => {
    const [silent, willing] = [anIdNumber(), anIdNumber()];
    const first = await aFile(silent);
    const second = await aFile(willing);
    const consentId = await aRow(db.owner, 'consent', consent(second.headId));
    await aListOf('DEATH_REGISTER', [[silent, { diedOn: '2016-12-30' }]]);
    // One home each: together the household owns two.
    const home = { homes: 1 };
    await aListOf('REAL_ESTATE', [
      [silent, { homes: 2 }],
      [willing, home],
      [second.spouse, home],
    ]);
    const matches = async (id: string) => (await run(MATCHES, { id })).data['household']?.['dataMatches'];
    expect(await matches(first.id)).toMatchObject([
      { source: 'DEATH_REGISTER', result: 'CONFLICT', rule: 'DECEASED', workerId: first.headId, consentId: null },
    ]);
    const conflict = { source: 'REAL_ESTATE', result: 'CONFLICT', rule: 'SECOND_HOME', consentId };
    expect(await matches(second.id)).toMatchObject([conflict, conflict]);
  });

  it('leaves a member alone who took the own consent back, and takes a member’s own before that of the head', async () => {
    const head = anIdNumber();
    const file = await aFile(head);
    const members = await db.app.query<{ id: string }[]>('select id from worker where household_id = $1 and id <> $2', [
      file.id,
      file.headId,
    ]);
    await aRow(db.owner, 'consent', consent(file.headId));
    const own = await aRow(db.owner, 'consent', consent(members[0]?.id ?? ''));
    const found = async () => {
      await aListOf('REAL_ESTATE', [[file.spouse, { homes: 2 }]]);
      return db.app.query('select consent_id from household_match where household_id = $1', [file.id]);
    };
    expect(await found()).toEqual([{ consent_id: own }]);
    await db.owner.query(`update consent set withdrawn_at = '2017-01-10' where id = $1`, [own]);
    expect(await found()).toHaveLength(1);
  });

  it('leaves who was added to a file alone until that person has consented, and says whom and why', async () => {
    const file = await aFile(anIdNumber());
    await aRow(db.owner, 'consent', consent(file.headId));
    const added = anIdNumber();
    const memberId = await aMember(db.owner, file.id, {
      id_number_hash: testCipher.hash('id-number', added),
      member_since_on: '2017-01-05',
    });
    const skipped = async (viewer = county) =>
      run(`query($id: ID!) { household(id: $id) { skippedMembers { workerId rule } } }`, { id: file.id }, viewer);
    const found = async () => {
      await aListOf('REAL_ESTATE', [[added, { homes: 2 }]]);
      return db.app.query('select consent_id from household_match where worker_id = $1', [memberId]);
    };
    expect(await found()).toEqual([]);
    expect((await skipped()).data['household']).toEqual({
      skippedMembers: [{ workerId: memberId, rule: 'CONSENT_REQUIRED' }],
    });
    const cashier = viewerWith({ role: 'cashier', read: ['340103'], subject: 'x' });
    expect((await skipped(cashier)).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    const own = await aRow(db.owner, 'consent', consent(memberId));
    expect((await skipped()).data['household']).toEqual({ skippedMembers: [] });
    expect(await found()).toEqual([{ consent_id: own }]);
    await db.owner.query(`update consent set withdrawn_at = '2017-01-10' where id = $1`, [own]);
    expect((await skipped()).data['household']).toMatchObject({ skippedMembers: [{ workerId: memberId }] });
    expect(await found()).toHaveLength(1);
  });

  it('leaves a child under 14 alone without its guardian’s consent, whichever way it came on file', async () => {
    const file = await aFile(anIdNumber());
    await aRow(db.owner, 'consent', consent(file.headId));
    const number = anIdNumber('2010-05-06');
    const child = { birth_year: 2010, id_number_hash: testCipher.hash('id-number', number) };
    const childId = await aMember(db.owner, file.id, { relation: 'CHILD', ...child });
    const found = async () => {
      await aListOf('REAL_ESTATE', [[number, { homes: 2 }]]);
      return db.app.query('select consent_id from household_match where worker_id = $1', [childId]);
    };
    const query = `query($id: ID!) { household(id: $id) { skippedMembers { workerId } } }`;
    const skipped = async () => (await run(query, { id: file.id })).data['household'];
    expect(await found()).toEqual([]);
    expect(await skipped()).toEqual({ skippedMembers: [{ workerId: childId }] });
    const consent_id = await aRow(db.owner, 'consent', { ...consent(childId), guardian_id: file.headId });
    expect(await found()).toEqual([{ consent_id }]);
    expect(await skipped()).toEqual({ skippedMembers: [] });
  });

  it('bars the passing of a review until it is settled', async () => {
    const head = anIdNumber();
    const { id } = await aFile(head);
    const pass = (): Promise<object> =>
      new Acts(db.app, testClock).perform<object, object>(county, 'review.pass', async (tx) => {
        await assertMatchesSettled(tx, id);
        return { passed: true };
      });
    await aListOf('DEATH_REGISTER', [[anIdNumber(), { diedOn: '2016-12-30' }]]);
    expect(await pass()).toEqual({ passed: true });
    await aListOf('DEATH_REGISTER', [[head, { diedOn: '2016-12-30' }]]);
    expect(await pass()).toMatchObject({
      rule: 'MATCH_CONFLICT_OPEN',
      facts: [{ value: 'DEATH_REGISTER' }, { value: 'DECEASED' }],
    });
    await db.owner.query(`update household set status = 'UNDER_REVIEW', version = version + 1 where id = $1`, [id]);
    const review = await aRow(db.owner, 'annual_review', {
      household_id: id,
      region_code: '340103',
      state: 'OPEN',
      opened_by: 'maker-1',
      opened_on: '2017-01-20',
      is_still_in_hardship: true,
      findings: '仍困难',
      visited_on: '2017-01-21',
      found_by: 'maker-1',
      version: 1,
    });
    const query = `mutation($id: ID!) { passReview(input: { id: $id, expectedVersion: 1 }) { ... on RuleBroken { rule } } }`;
    const maker = viewerWith({ role: 'maker', read: ['340103'], subject: 'maker-1' });
    expect((await run(query, { id: review }, maker)).data['passReview']).toEqual({ rule: 'MATCH_CONFLICT_OPEN' });
  });

  it('is settled by an officer of the region, once, with what was found', async () => {
    const head = anIdNumber();
    const { id } = await aFile(head);
    await aListOf('DEATH_REGISTER', [[head, { diedOn: '2016-12-30' }]]);
    const [row] = await db.app.query<{ id: string }[]>('select id from household_match where household_id = $1', [id]);
    const settle = `mutation($input: ResolveHouseholdMatchInput!) { resolveHouseholdMatch(input: $input) { __typename
      ... on HouseholdMatch { resolution resolvedBy } ... on RuleBroken { rule } } }`;
    const input = { id: row?.id, reason: '经核实为登记错误' };
    const maker = (read: string) => viewerWith({ role: 'maker', read: [read], subject: 'maker-1' });
    expect((await run(settle, { input }, maker('340202'))).errors[0]?.code).toBe('NOT_FOUND');
    expect((await run(settle, { input })).errors[0]?.code).toBe('FORBIDDEN');
    expect((await run(settle, { input }, maker('340103'))).data['resolveHouseholdMatch']).toEqual({
      __typename: 'HouseholdMatch',
      resolution: input.reason,
      resolvedBy: 'maker-1',
    });
    expect((await run(settle, { input }, maker('340103'))).data['resolveHouseholdMatch']).toMatchObject({
      rule: 'ALREADY_SETTLED',
    });
  });
});
