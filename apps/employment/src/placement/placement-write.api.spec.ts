import { describe, expect, it } from '@jest/globals';
import { rollupDrift } from '@nuan/database';
import { executeSubgraph, testTransitions, useTestDatabase, viewerWith } from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';
import { aKey, type Answer, answerOf, hefei, mutate, noonOf, stepOf } from '../mutation-kit';
import { recordBuilders } from '../record-builders';
import { referralMachine } from '../referral/referral.machine';

const PLACEMENT = `... on Placement { id version route isMigrant placedOn wage contractRef retained3m retained3mOn retained6m
  retained6mOn endedOn endedReason region { code } }`;
const REFERRAL = '... on JobReferral { id version state position offeredOn closedOn declinedReason }';
const VACANCY = '... on JobVacancy { id version title openings hired closedOn }';

describe('bringing people into work', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  const ask = (name: string, input: object, selection: string, day = '2017-01-23'): Promise<Answer> =>
    answerOf(db, name, input, { selection, clock: noonOf(day) });
  const place = async (own: object = {}, day?: string): Promise<Answer> => {
    const base = { employerId: (await a.enterprise()).id, routes: ['DEMONSTRATION_UNIT'], contractRef: 'HT-2017-1' };
    const person = { personId: (await a.worker()).id, idempotencyKey: aKey() };
    return ask('recordPlacement', { ...base, ...person, ...own }, PLACEMENT, day);
  };
  const aUnit = async (): Promise<string> => (await a.enterprise({ is_demonstration: true })).id;
  const placed = async (own: object = {}): Promise<Answer> => place({ employerId: await aUnit(), ...own });
  const refer = async (own: object): Promise<Answer> =>
    ask('referPerson', { personId: (await a.worker()).id, idempotencyKey: aKey(), ...own }, REFERRAL);
  const confirm = (placement: Answer, own: object, day: string): Promise<Answer> =>
    ask(
      'confirmRetention',
      { ...stepOf(placement), term: 'THREE_MONTHS', retained: true, proof: 'GZ-1', ...own },
      PLACEMENT,
      day,
    );

  testTransitions({ machine: referralMachine, database: db, table: 'job_referral', column: 'state' });

  it('leads from a vacancy over the interview to a placement, which makes the referral hired', async () => {
    const { id: enterpriseId } = await a.enterprise();
    const posted = { enterpriseId, title: '保洁员', openings: 1, idempotencyKey: aKey() };
    const vacancy = await ask('postVacancy', posted, VACANCY);
    const person = await a.worker({ is_migrant: true });
    const referral = await refer({ personId: person.id, vacancyId: vacancy.id });
    expect(referral).toMatchObject({ state: 'OFFERED', position: '保洁员', offeredOn: '2017-01-23' });
    const job = { personId: person.id, employerId: enterpriseId, routes: ['REFERRAL'], referralId: referral.id };
    expect(await place(job)).toMatchObject({ __typename: 'TransitionRefused', from: 'OFFERED', event: 'HIRE' });
    const seen = await ask('inviteToInterview', stepOf(referral), REFERRAL);
    expect(seen).toMatchObject({ state: 'INTERVIEW', version: 2 });
    expect(await place({ ...job, placedOn: '2017-01-20' })).toMatchObject({ rule: 'PLACED_AFTER_OFFER' });
    expect(await place({ ...job, employerId: await aUnit() })).toMatchObject({ rule: 'REFERRAL_OF_JOB' });
    const hired = await place({ ...job, wage: '2600.00' });
    expect(hired).toMatchObject({ route: ['REFERRAL'], isMigrant: true, wage: '2600.00', contractRef: 'HT-2017-1' });
    const query = `{ jobReferral(id: "${referral.id}") { state closedOn } jobVacancies(where: { enterpriseId: { eq: "${enterpriseId}" } }) { nodes { hired } } }`;
    const { data } = await executeSubgraph(employmentSubgraph, { db: db.app, viewer: hefei, query });
    expect(data).toEqual({
      jobReferral: { state: 'HIRED', closedOn: '2017-01-23' },
      jobVacancies: { nodes: [{ hired: 1 }] },
    });
    const closed = await ask('closeVacancy', stepOf(vacancy), VACANCY);
    expect(closed).toMatchObject({ closedOn: '2017-01-23', version: 2 });
    expect(await refer({ vacancyId: vacancy.id })).toMatchObject({ rule: 'VACANCY_OPEN', field: 'vacancyId' });
  });

  it('posts a vacancy of a name once for an employer, while it is open, also when two post it at the same time', async () => {
    const { id: enterpriseId } = await a.enterprise();
    const post = (title: string): Promise<Answer> =>
      ask('postVacancy', { enterpriseId, title, openings: 2, idempotencyKey: aKey() }, VACANCY);
    const both = await Promise.all([post('装卸工'), post(' 装卸工')]);
    expect(both.map(({ rule, title }) => rule ?? title).sort()).toEqual(['VACANCY_KNOWN', '装卸工'].sort());
    expect(await post('装卸工')).toMatchObject({ rule: 'VACANCY_KNOWN', field: 'title' });
    const [open] = both.filter(({ rule }) => rule === undefined);
    await ask('closeVacancy', stepOf(open as Answer), VACANCY);
    expect(await post('装卸工')).toMatchObject({ title: '装卸工', openings: 2 });
    // What was posted before this was held to it stands, twice too, and bars another one.
    for (let at = 0; at < 2; at += 1) await a.vacancy({ enterprise_id: enterpriseId, title: '门卫' });
    expect(await post('门卫')).toMatchObject({ rule: 'VACANCY_KNOWN' });
    const twice = { enterprise_id: enterpriseId, title: '装卸工', posted_by: 'maker-1' };
    await expect(a.vacancy(twice)).rejects.toMatchObject({ constraint: 'job_vacancy_open_unique' });
  });

  it('fills an opening once, also when two are hired at the same time', async () => {
    const { id: employerId } = await a.enterprise();
    const vacancy = await a.vacancy({ enterprise_id: employerId, openings: 1 });
    const jobs: object[] = [];
    for (let at = 0; at < 3; at += 1) {
      const { id: personId } = await a.worker();
      const referral = await refer({ personId, vacancyId: vacancy.id });
      await ask('inviteToInterview', stepOf(referral), REFERRAL);
      jobs.push({ personId, employerId, routes: ['REFERRAL'], referralId: referral.id });
    }
    const outcomes = await Promise.all(jobs.map((job) => place(job)));
    expect(outcomes.map(({ __typename, rule }) => rule ?? __typename).sort()).toEqual([
      'OPENINGS_LEFT',
      'OPENINGS_LEFT',
      'Placement',
    ]);
  });

  it('refers a person to a job once, until it is declined with the reason', async () => {
    const { id: personId } = await a.worker();
    const job = { personId, employerId: (await a.enterprise()).id, position: '门卫' };
    const [first, second] = await Promise.all([refer(job), refer(job)]);
    expect([first, second].map(({ rule, state }) => rule ?? state).sort()).toEqual(['OFFERED', 'REFERRED_ONCE']);
    const open = first.state === 'OFFERED' ? first : second;
    const early = { ...stepOf(open), reason: '路途太远', closedOn: '2017-01-22' };
    expect(await ask('declineReferral', early, REFERRAL)).toMatchObject({ rule: 'CLOSED_AFTER_OFFER' });
    const declined = await ask('declineReferral', { ...stepOf(open), reason: '路途太远' }, REFERRAL);
    expect(declined).toMatchObject({ state: 'DECLINED', declinedReason: '路途太远', closedOn: '2017-01-23' });
    expect(await refer(job)).toMatchObject({ state: 'OFFERED' });
  });

  it('believes no route that isn’t true', async () => {
    expect(await place()).toMatchObject({ rule: 'DEMONSTRATION_UNIT_SELECTED', field: 'routes' });
    expect(await placed({ routes: ['TRAINING'] })).toMatchObject({ rule: 'TRAINED_BEFORE', field: 'routes' });
    expect(await placed({ routes: ['REFERRAL'] })).toMatchObject({ rule: 'REFERRAL_OF_ROUTE', field: 'referralId' });
    expect(await placed({ routes: ['STARTUP_HIRE'] })).toMatchObject({ rule: 'HIRE_OF_PROJECT', field: 'routes' });
    expect(await placed({ routes: ['SELF_EMPLOYED'] })).toMatchObject({
      rule: 'EMPLOYER_OF_ROUTE',
      field: 'employerId',
    });
    expect(await placed({ placedOn: '2017-01-24' })).toMatchObject({ rule: 'NOT_IN_THE_FUTURE', field: 'placedOn' });
    expect(await place({ employerId: null, routes: ['SELF_EMPLOYED'] })).toMatchObject({ route: ['SELF_EMPLOYED'] });
  });

  it('places a person once for a key, and once with an employer at a time', async () => {
    const job = { personId: (await a.worker()).id, employerId: await aUnit(), idempotencyKey: aKey() };
    const first = await place(job);
    expect(await place(job)).toMatchObject({ id: first.id });
    expect(await place({ ...job, idempotencyKey: aKey() })).toMatchObject({ rule: 'PLACED_ONCE', field: 'personId' });
    const step = { ...stepOf(first), reason: '合同到期' };
    expect(await ask('endPlacement', step, PLACEMENT)).toMatchObject({
      endedOn: '2017-01-23',
      endedReason: '合同到期',
      version: 2,
    });
    expect(await ask('endPlacement', { ...step, expectedVersion: 2 }, PLACEMENT)).toMatchObject({ rule: 'JOB_LASTS' });
    expect(await place({ ...job, idempotencyKey: aKey() })).toMatchObject({ __typename: 'Placement' });
  });

  it('knows of a job that a person found, and of a training that ended, in another county', async () => {
    const { id: personId } = await a.worker();
    const employerId = await aUnit();
    const elsewhere = { region_code: '340202', person_id: personId };
    await a.placement({ ...elsewhere, employer_id: employerId });
    expect(await place({ personId, employerId })).toMatchObject({ rule: 'PLACED_ONCE', field: 'personId' });
    const { id: sessionId } = await a.session((await a.program()).id);
    await a.enrollment(sessionId, { ...elsewhere, state: 'COMPLETED', completed_on: '2016-12-01' });
    const trained = { personId, employerId: await aUnit(), routes: ['TRAINING'] };
    expect(await place(trained)).toMatchObject({ __typename: 'Placement' });
  });

  it('confirms that a job lasts after three and six months, with proof, in order, and not before the day', async () => {
    const job = await placed({ placedOn: '2016-11-30' });
    expect(await confirm(job, {}, '2017-02-27')).toMatchObject({
      rule: 'TERM_OVER',
      facts: [{ name: 'earliest', value: '2017-02-28' }],
    });
    expect(await confirm(job, { term: 'SIX_MONTHS' }, '2017-06-01')).toMatchObject({
      rule: 'TERMS_IN_ORDER',
      field: 'term',
    });
    const three = await confirm(job, {}, '2017-02-28');
    expect(three).toMatchObject({ retained3m: true, retained3mOn: '2017-02-28', retained6m: null, version: 2 });
    expect(await confirm(three, {}, '2017-03-01')).toMatchObject({ rule: 'CONFIRMED_ONCE', field: 'term' });
    const early = { ...stepOf(three), endedOn: '2017-02-27', reason: '离职' };
    expect(await ask('endPlacement', early, PLACEMENT, '2017-06-01')).toMatchObject({ rule: 'ENDS_AFTER_RETENTION' });
    const six = await confirm(three, { term: 'SIX_MONTHS', proof: 'SB-1' }, '2017-06-01');
    expect(six).toMatchObject({ retained6m: true, retained6mOn: '2017-06-01' });
    const { errors } = await mutate(
      db,
      'confirmRetention',
      { ...stepOf(job), term: 'THREE_MONTHS', retained: true },
      { selection: '' },
    );
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', details: { field: 'proof', rule: 'PROOF_REQUIRED' } }]);
  });

  it('denies retention of a job that ended, and the database knows no confirmation before the day', async () => {
    const job = await placed({ placedOn: '2016-11-30' });
    const ended = await ask('endPlacement', { ...stepOf(job), endedOn: '2017-01-10', reason: '离职' }, PLACEMENT);
    expect(await confirm(ended, {}, '2017-03-01')).toMatchObject({ rule: 'JOB_LASTED', field: 'retained' });
    const three = await confirm(ended, { retained: false, proof: null }, '2017-03-01');
    expect(three).toMatchObject({ retained3m: false });
    expect(await confirm(three, { term: 'SIX_MONTHS' }, '2017-06-01')).toMatchObject({ rule: 'JOB_LASTED' });
    const set = 'update placement set retained_3m = true, version = version + 1';
    const other = await placed({ placedOn: '2016-11-30' });
    for (const [columns, constraint] of [
      [`, retained_3m_on = '2017-02-27', retained_3m_proof = 'x'`, 'placement_retained_3m_on_due'],
      [`, retained_3m_on = '2017-03-01'`, 'placement_retained_3m_proven'],
      [`, retained_3m_proof = 'x'`, 'placement_retained_3m_on_when_asked'],
    ])
      await expect(db.owner.query(`${set}${columns} where id = $1`, [other.id])).rejects.toMatchObject({ constraint });
  });

  it('I27: counts each person once per figure and year, however the routes overlap', async () => {
    const program = await a.program({ year: 2018, region_code: '340400' });
    const session = await a.session(program.id, { starts_on: '2018-01-02', ends_on: '2018-01-31' });
    const clerk = viewerWith({ role: 'maker', read: ['340402'], subject: 'maker-2' });
    const own = { region_code: '340402' };
    const [both, twice, hire] = [
      await a.worker({ ...own, is_migrant: true }),
      await a.worker(own),
      await a.worker(own),
    ];
    const learned = { ...own, enrolled_on: '2018-01-01', completed_on: '2018-01-31' };
    for (const { id } of [both, twice]) await a.enrollment(session.id, { ...learned, person_id: id });
    const record = (personId: string, own_: object): Promise<Answer> =>
      answerOf(
        db,
        'recordPlacement',
        { personId, contractRef: 'HT-9', idempotencyKey: aKey(), ...own_ },
        { selection: PLACEMENT, viewer: clerk, clock: noonOf('2018-03-01') },
      );
    const unit = await aUnit();
    await record(both.id, { employerId: unit, routes: ['TRAINING', 'DEMONSTRATION_UNIT'] });
    const first = await record(twice.id, { employerId: unit, routes: ['DEMONSTRATION_UNIT'] });
    const step = { ...stepOf(first), reason: '换岗' };
    await answerOf(db, 'endPlacement', step, { selection: PLACEMENT, viewer: clerk, clock: noonOf('2018-03-01') });
    await record(twice.id, { employerId: unit, routes: ['TRAINING'] });
    const project = await a.project({ ...own, year: 2018 });
    const taken = { ...own, placed_on: '2018-03-01', startup_project_id: project.id, routes: ['STARTUP_HIRE'] };
    for (const { id } of [hire, twice]) await a.placement({ ...taken, person_id: id });
    const query = `{ employmentStats(year: 2018) { trained placed startupJobs migrantsPlaced trainedAndPlaced migrantsAmongPlaced employed byRoute { route count } } }`;
    const { data } = await executeSubgraph(employmentSubgraph, {
      db: db.app,
      viewer: viewerWith({ read: ['340400'] }),
      query,
    });
    expect(data['employmentStats']).toEqual({
      ...{
        trained: 2,
        placed: 2,
        startupJobs: 2,
        migrantsPlaced: 1,
        trainedAndPlaced: 2,
        migrantsAmongPlaced: 1,
        employed: 3,
      },
      byRoute: [
        { route: 'TRAINING', count: 2 },
        { route: 'DEMONSTRATION_UNIT', count: 2 },
        { route: 'STARTUP_HIRE', count: 2 },
      ],
    });
    const at = await executeSubgraph(employmentSubgraph, {
      ...{ db: db.app, viewer: viewerWith() },
      query: `{ _entities(representations: [{ __typename: "Enterprise", id: "${unit}" }]) {
        ... on Enterprise { placements(year: 2018) { value } jobsFilled(year: 2018) } } }`,
    });
    // Three placements of two persons, two of them by that route.
    expect(at.data['_entities']).toEqual([{ placements: { value: 2 }, jobsFilled: 2 }]);
    expect(await rollupDrift(db.owner)).toEqual([]);
  });

  it('I34: writes nothing in another region or without the right', async () => {
    const job = await placed();
    const wuhu = viewerWith({ role: 'maker', read: ['340202'] });
    const code = async (name: string, input: object, viewer = wuhu): Promise<unknown> =>
      (await mutate(db, name, input, { selection: '', viewer })).errors[0]?.code;
    const leave = { ...stepOf(job), reason: '离职' };
    expect(await code('endPlacement', leave)).toBe('NOT_FOUND');
    expect(await code('endPlacement', leave, viewerWith({ role: 'checker' }))).toBe('FORBIDDEN');
    const referral = await refer({ employerId: (await a.enterprise()).id, position: '门卫' });
    expect(await code('inviteToInterview', stepOf(referral))).toBe('NOT_FOUND');
    const vacancy = { enterpriseId: (await a.enterprise()).id, title: '门卫', openings: 1, idempotencyKey: aKey() };
    expect(await code('postVacancy', vacancy)).toBe('NOT_FOUND');
  });
});
