import { beforeAll, describe, expect, it } from '@jest/globals';
import { isCheckViolation } from '@nuan/database';
import { asFixture, useTestDatabase } from '@nuan/testing';

import { aHousehold, anIdNumber } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';
import { ApplicationStatus as S } from './application-status';
import { aDataCheck, anApplicationAt, type BuiltApplication, OFFICERS } from './application-builder';
import { aLine, type Answer, clockAt, officerOf, sendStep } from './filing-driver';
import { filingMachine } from './filing.machine';

describe('the steps of an application', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const maker = officerOf('maker', OFFICERS.maker);
  const reviewer = officerOf('maker', OFFICERS.reviewer);
  const verifier = officerOf('checker', OFFICERS.verifier);
  const checker = officerOf('checker', OFFICERS.checker);

  beforeAll(() => aLine(db));

  const send = (
    application: BuiltApplication,
    viewer: typeof maker,
    mutation: string,
    inputType: string,
    more: object = {},
    clock = clockAt('2017-01-23T18:00'),
  ): Promise<Answer> =>
    sendStep(db, {
      viewer,
      mutation,
      inputType,
      clock,
      input: { id: application.id, expectedVersion: application.version, ...more },
    });

  const VISIT = {
    visitedAt: '2017-01-12T10:00:00+08:00',
    visitedBy: ['visitor-1'],
    personsMet: 1,
    confirmsDeclaration: true,
  };

  /** Every step as a mutation, with an officer who may take it. */
  const steps = (): readonly (readonly [string, string, string, typeof maker, object])[] => [
    ['SUBMIT', 'submitFiling', 'FilingStepInput', maker, {}],
    ['PASS_FIRST_REVIEW', 'passFirstReview', 'FilingOpinionInput', reviewer, {}],
    ['CONFIRM_VISIT', 'recordHouseholdVisit', 'RecordHouseholdVisitInput', reviewer, VISIT],
    ['PASS_CHECKS', 'passFilingChecks', 'FilingOpinionInput', verifier, {}],
    ['PUBLICISE', 'publiciseFiling', 'PubliciseFilingInput', maker, { place: '单位公示栏' }],
    ['APPROVE', 'approveFiling', 'FilingOpinionInput', checker, {}],
    ['RECORD', 'recordFiling', 'FilingStepInput', checker, {}],
    ['RETURN', 'returnFiling', 'FilingReasonInput', reviewer, { reason: '补充材料' }],
    ['REJECT', 'rejectFiling', 'FilingReasonInput', reviewer, { reason: '不符合条件' }],
    ['WITHDRAW', 'withdrawFiling', 'FilingReasonInput', maker, { reason: '本人撤回' }],
  ];

  const BUILT = [
    S.DRAFT,
    S.SUBMITTED,
    S.FIRST_REVIEW,
    S.VISITED,
    S.CHECKED,
    S.PUBLICISED,
    S.OBJECTED,
    S.APPROVED,
    S.RETURNED,
    S.REJECTED,
    S.WITHDRAWN,
  ];

  it.each(BUILT)('in the state %s are exactly those of the state machine', async (status) => {
    // Refused steps leave it as it is, so they share one.
    const untouched = await anApplicationAt(db.owner, status);
    for (const [event, mutation, inputType, viewer, more] of steps()) {
      const isAllowed = filingMachine.target(status, event as never) !== null;
      const application = isAllowed ? await anApplicationAt(db.owner, status) : untouched;
      if (isAllowed && status === S.VISITED) await aDataCheck(db.owner, application.id, application.consentId);
      const answer = await send(application, viewer, mutation, inputType, more);
      const target = filingMachine.target(status, event as never);
      if (target === null)
        expect([event, answer.rule, answer.allowed]).toEqual([event, 'TRANSITION', filingMachine.events(status)]);
      else if (event === 'APPROVE') expect([event, answer.rule]).toEqual([event, 'NOTICE_NOT_CLOSED']);
      else expect([event, answer.status, answer.version]).toEqual([event, target, 2]);
    }
  });

  it('are refused with another version, to a role without the right, and as unknown outside the region', async () => {
    const application = await anApplicationAt(db.owner, S.SUBMITTED);
    expect(await send({ ...application, version: 7 }, reviewer, 'passFirstReview', 'FilingOpinionInput')).toMatchObject(
      {
        __typename: 'VersionConflict',
        field: 'expectedVersion',
      },
    );
    for (const role of ['county', 'cashier', 'auditor', 'analyst'] as const)
      expect(await send(application, officerOf(role, 'x'), 'passFirstReview', 'FilingOpinionInput')).toMatchObject({
        code: 'FORBIDDEN',
      });
    expect(await send(application, maker, 'approveFiling', 'FilingOpinionInput')).toMatchObject({ code: 'FORBIDDEN' });
    const neighbour = officerOf('maker', 'maker-9', '340102');
    expect(await send(application, neighbour, 'passFirstReview', 'FilingOpinionInput')).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('I4: are taken by four persons: nobody passes what they filed, reviewed or verified', async () => {
    const refused = { __typename: 'RuleBroken', rule: 'FOUR_EYES' };
    const submitted = await anApplicationAt(db.owner, S.SUBMITTED);
    expect(await send(submitted, maker, 'passFirstReview', 'FilingOpinionInput')).toMatchObject(refused);
    expect(await send(submitted, maker, 'rejectFiling', 'FilingReasonInput', { reason: '不符' })).toMatchObject(
      refused,
    );
    const visited = await anApplicationAt(db.owner, S.VISITED);
    for (const subject of [OFFICERS.maker, OFFICERS.reviewer])
      expect(
        await send(visited, officerOf('checker', subject), 'passFilingChecks', 'FilingOpinionInput'),
      ).toMatchObject(refused);
    const publicised = await anApplicationAt(db.owner, S.PUBLICISED);
    for (const subject of [OFFICERS.maker, OFFICERS.reviewer, OFFICERS.verifier])
      expect(
        await send(publicised, officerOf('checker', subject), 'approveFiling', 'FilingOpinionInput'),
      ).toMatchObject(refused);
  });

  it.each([
    ['reviewed_by', OFFICERS.maker, 'filing_application_reviewed_by_another'],
    ['verified_by', OFFICERS.reviewer, 'filing_application_verified_by_another'],
    ['approved_by', OFFICERS.maker, 'filing_application_approved_by_another'],
    ['approved_by', OFFICERS.verifier, 'filing_application_approved_by_another'],
  ])('I4: the database itself refuses that %s is %s', async (column, subject, constraint) => {
    const { id } = await anApplicationAt(db.owner, S.CHECKED);
    const write = db.owner.query(`update filing_application set ${column} = $2 where id = $1`, [id, subject]);
    await expect(write).rejects.toThrow(constraint);
  });

  it('I34: do not exist for officers of another region, whatever step they try', async () => {
    const application = await anApplicationAt(db.owner, S.SUBMITTED);
    for (const [, mutation, inputType, { role, subject }, more] of steps()) {
      const stranger = officerOf(role, subject, '340102');
      expect(await send(application, stranger, mutation, inputType, more)).toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('I4: the database approves nothing without visit, answered conflicts, lifted exclusions, notice and consent', async () => {
    const spoil: readonly [string, (a: BuiltApplication) => Promise<unknown>][] = [
      [
        'consent',
        ({ consentId }) => db.owner.query('update consent set withdrawn_at = now() where id = $1', [consentId]),
      ],
      [
        'visit',
        ({ id }) =>
          db.owner.query('update household_visit set confirms_declaration = false where application_id = $1', [id]),
      ],
      [
        'conflict',
        ({ id, consentId }) => aDataCheck(db.owner, id, consentId, { source: 'VEHICLE', result: 'CONFLICT' }),
      ],
      [
        'exclusion',
        ({ id }) =>
          db.owner.query(
            `insert into exclusion_finding (id, application_id, rule, origin, evidence, found_by, found_at)
             values (gen_random_uuid(), $1, 'BUSINESS_OWNER', 'VISIT', '现场可见', 'visitor-1', now())`,
            [id],
          ),
      ],
      ['publicity', () => Promise.resolve()],
    ];
    for (const [missing, work] of spoil) {
      const application = await anApplicationAt(db.owner, S.PUBLICISED);
      if (missing !== 'publicity')
        await db.owner.query(
          `update publicity_notice set closed_on = '2017-01-22', outcome = 'UNCONTESTED' where id = $1`,
          [application.noticeId],
        );
      await work(application);
      const approve = asFixture(db.app, (manager) =>
        manager.query(`update filing_application set status = 'APPROVED', approved_by = 'checker-1' where id = $1`, [
          application.id,
        ]),
      );
      await expect(approve).rejects.toThrow(`lacks what this step needs: ${missing}`);
      await approve.catch((error: unknown) => expect(isCheckViolation(error, 'filing_application_ready')).toBe(true));
    }
  });

  it('I4: the database records nothing without who approved, nor approves while a member’s consent is missing', async () => {
    const { id, headId } = await aHousehold(db.owner);
    const approved = await anApplicationAt(db.owner, S.APPROVED);
    const record = db.owner.query(
      `update filing_application set status = 'RECORDED', approved_by = null, household_id = $2, applicant_id = $3, recorded_at = now() where id = $1`,
      [approved.id, id, headId],
    );
    await expect(record).rejects.toThrow('lacks what this step needs: approval');
    const checked = await anApplicationAt(db.owner, S.CHECKED, { members: [anIdNumber()] });
    await db.owner.query('update consent set withdrawn_at = now() where application_id = $1 and id <> $2', [
      checked.id,
      checked.consentId,
    ]);
    const publicise = db.owner.query(`update filing_application set status = 'PUBLICISED' where id = $1`, [checked.id]);
    await expect(publicise).rejects.toMatchObject({ constraint: 'filing_application_signed_by_all' });
    const step = { id: checked.id, expectedVersion: 1, place: '社区' };
    expect(
      await sendStep(db, {
        viewer: officerOf('maker', OFFICERS.maker),
        mutation: 'publiciseFiling',
        inputType: 'PubliciseFilingInput',
        input: step,
      }),
    ).toMatchObject({ rule: 'CONSENT_WITHDRAWN' });
  });

  it.each([
    ['filing_person', `update filing_person set employment_status = 'ON_POST' where application_id = $1`],
    ['filing_amount', `update filing_amount set amount_fen = 1 where application_id = $1`],
    ['filing_application', `update filing_application set is_accidental = true where id = $1`],
    ['filing_application', `update filing_application set created_by = 'nobody' where id = $1`],
  ])('I8: leave %s as it was handed in, for the application’s role as well', async (_table, sql) => {
    const { id } = await anApplicationAt(db.owner, S.CHECKED);
    await expect(asFixture(db.app, (manager) => manager.query(sql, [id]))).rejects.toThrow(
      'only after it was returned',
    );
    const returned = await anApplicationAt(db.owner, S.RETURNED);
    await asFixture(db.app, (manager) => manager.query(sql, [returned.id]));
  });

  it('wait for every required source to answer, and for conflicts to be resolved', async () => {
    const application = await anApplicationAt(db.owner, S.VISITED);
    const pass = () => send(application, verifier, 'passFilingChecks', 'FilingOpinionInput');
    expect(await pass()).toMatchObject({ rule: 'CHECK_MISSING', facts: [{ name: 'sources', value: 'CIVIL_AFFAIRS' }] });
    await aDataCheck(db.owner, application.id, application.consentId, { result: 'UNAVAILABLE' });
    expect(await pass()).toMatchObject({ rule: 'CHECK_MISSING' });
    await aDataCheck(db.owner, application.id, application.consentId, { checked_at: '2017-01-08T10:00:00+08:00' });
    expect(await pass()).toMatchObject({ rule: 'CHECK_MISSING' });
    await aDataCheck(db.owner, application.id, application.consentId, { result: 'CONFLICT' });
    expect(await pass()).toMatchObject({ rule: 'CHECK_CONFLICT_OPEN', facts: [{ value: 'CIVIL_AFFAIRS' }] });
    await db.owner.query(
      `update data_check set resolution = '已核实' where application_id = $1 and result = 'CONFLICT'`,
      [application.id],
    );
    expect(await pass()).toMatchObject({ status: 'CHECKED' });
  });

  it.each([
    ['lies in the future', { visitedAt: '2017-01-24T10:00:00+08:00' }, 'VISIT_TIME'],
    ['lies before the handing in', { visitedAt: '2017-01-08T10:00:00+08:00' }, 'VISIT_TIME'],
    ['names nobody', { visitedBy: [] }, 'arrayMinSize'],
    ['names an officer twice', { visitedBy: ['a', 'a'] }, 'VISITORS'],
    ['met more than there are', { personsMet: 2 }, 'PERSONS_MET'],
    ['confirms without having met anybody', { personsMet: 0 }, 'NOBODY_MET'],
    ['contradicts without saying what', { confirmsDeclaration: false }, 'FINDINGS_REQUIRED'],
    ['tells an ID number', { findings: '证号349900197001011234' }, 'NO_PERSONAL_NUMBERS'],
  ])('refuse a visit that %s', async (_what, more, rule) => {
    const application = await anApplicationAt(db.owner, S.FIRST_REVIEW);
    const answer = await send(application, reviewer, 'recordHouseholdVisit', 'RecordHouseholdVisitInput', {
      ...VISIT,
      ...more,
    });
    expect(answer).toMatchObject({ rule });
  });

  it('keep a visit that contradicts the declaration, and stay where they are', async () => {
    const application = await anApplicationAt(db.owner, S.FIRST_REVIEW);
    const contradicts = { ...VISIT, confirmsDeclaration: false, findings: '另有住房' };
    expect(
      await send(application, reviewer, 'recordHouseholdVisit', 'RecordHouseholdVisitInput', contradicts),
    ).toMatchObject({ status: 'FIRST_REVIEW', version: 2 });
    const visits = await db.app.query<object[]>('select findings from household_visit where application_id = $1', [
      application.id,
    ]);
    expect(visits).toEqual([{ findings: '另有住房' }]);
  });

  it('of a returned application begin again in a new round, for those who passed it before as well', async () => {
    const application = await anApplicationAt(db.owner, S.CHECKED);
    await send(application, checker, 'returnFiling', 'FilingReasonInput', { reason: '收入证明不全' });
    const next = (version: number): BuiltApplication => ({ ...application, version });
    expect(await send(next(2), maker, 'submitFiling', 'FilingStepInput')).toMatchObject({ status: 'SUBMITTED' });
    expect(await send(next(3), reviewer, 'passFirstReview', 'FilingOpinionInput')).toMatchObject({
      status: 'FIRST_REVIEW',
    });
    const [row] = await db.app.query<object[]>(
      'select round, verified_by, approved_by from filing_application where id = $1',
      [application.id],
    );
    expect(row).toEqual({ round: 2, verified_by: null, approved_by: null });
    // The visit of the first round counts no more.
    const visit = { ...VISIT, visitedAt: '2017-01-12T10:00:00+08:00' };
    expect(await send(next(4), reviewer, 'recordHouseholdVisit', 'RecordHouseholdVisitInput', visit)).toMatchObject({
      rule: 'VISIT_TIME',
    });
  });

  it('free the persons when they end, and take the notice down', async () => {
    const idNumber = anIdNumber();
    const application = await anApplicationAt(db.owner, S.PUBLICISED, { idNumber });
    const held = () =>
      db.app.query<object[]>('select application_id from active_person where application_id = $1', [application.id]);
    expect(await held()).toHaveLength(1);
    await send(application, maker, 'withdrawFiling', 'FilingReasonInput', { reason: '本人撤回' });
    expect(await held()).toEqual([]);
    const [notice] = await db.app.query<object[]>('select outcome, closed_on from publicity_notice where id = $1', [
      application.noticeId,
    ]);
    expect(notice).toEqual({ outcome: 'TAKEN_DOWN', closed_on: '2017-01-23' });
    const again = await anApplicationAt(db.owner, S.DRAFT, { idNumber });
    expect(await send(again, maker, 'submitFiling', 'FilingStepInput')).toMatchObject({ status: 'SUBMITTED' });
  });

  it('of recording take what a migrant worker showed to the register', async () => {
    const application = await anApplicationAt(db.owner, S.APPROVED, { row: { is_migrant: true } });
    await db.owner.query(
      `update filing_person set is_migrant = true, has_residence_permit = true, resident_since_on = '2015-01-01', employed_since_on = '2015-02-01'
       where application_id = $1`,
      [application.id],
    );
    await send(application, checker, 'recordFiling', 'FilingStepInput');
    const papers = await db.app.query(
      `select e.kind, e.from_on from migrant_evidence e join filing_application f on f.applicant_id = e.worker_id where f.id = $1 order by e.kind`,
      [application.id],
    );
    expect(papers).toEqual([
      { kind: 'FACTUAL_RELATION', from_on: '2015-02-01' },
      { kind: 'RESIDENCE_PERMIT', from_on: '2015-01-01' },
      { kind: 'UNION_CARD', from_on: '2017-01-23' },
    ]);
  });

  it('I33: leave their audit row with who, what and whom, and no personal data', async () => {
    const idNumber = anIdNumber();
    const application = await anApplicationAt(db.owner, S.APPROVED, { idNumber });
    await send(application, checker, 'recordFiling', 'FilingStepInput');
    const [entry] = await db.owner.query<{ text: string; action: string; actor: string; region_code: string }[]>(
      `select e::text as text, action, actor, region_code from audit_entry e where $1 = any(subject_ids) order by seq desc limit 1`,
      [application.id],
    );
    expect(entry).toMatchObject({ action: 'filing.record', actor: OFFICERS.checker, region_code: '340103' });
    expect(entry?.text).not.toContain(idNumber);
    expect(entry?.text).not.toContain('张小明');
  });
});
