import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, plantUnions, useTestDatabase, viewerWith } from '@nuan/testing';

import { employmentSubgraph } from './employment.subgraph';
import { recordBuilders } from './record-builders';

const HERE = '340102';
const [STEEL, COAL] = [newId(), newId()] as const;

describe('a maker who is bounded to one of two unions of a county', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  const maker = (readUnions: readonly string[] | null) =>
    viewerWith({ role: 'maker', subject: 'maker-steel', read: [HERE], readUnions });
  const run = (query: string, variables: object = {}, viewer = maker([STEEL])) =>
    executeSubgraph<Record<string, never> | null>(employmentSubgraph, {
      ...{ db: db.app, viewer, query, variables: { ...variables } },
    });
  const ids: Record<string, string> = {};
  let session = '';

  beforeAll(async () => {
    await plantUnions(db.owner, { [STEEL]: null, [COAL]: null });
    const program = await a.program({ region_code: HERE });
    const days = { starts_on: '2017-03-01', ends_on: '2017-03-31' };
    session = (await a.session(program.id, { region_code: HERE, ...days })).id;
    for (const [name, union_id] of [
      ['own', STEEL],
      ['other', COAL],
      ['nobody', null],
    ] as const) {
      const { id: person } = await a.worker({ union_id });
      ids[name] = person;
      await a.enrollment(session, { person_id: person, region_code: HERE });
      ids[`${name} placement`] = (await a.placement({ person_id: person, region_code: HERE })).id;
    }
    ids['free'] = (await a.worker({ union_id: COAL })).id;
  });

  it('I34: finds and counts the placements and enrolments of its own members', async () => {
    const query =
      '{ placements { totalCount nodes { id } } enrollments { totalCount } trainingPrograms { totalCount } }';
    const { data, errors } = await run(query);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      placements: { totalCount: 1, nodes: [{ id: ids['own placement'] }] },
      enrollments: { totalCount: 1 },
      // Classes are of their region, and name nobody.
      trainingPrograms: { totalCount: 1 },
    });
    expect((await run(query, {}, maker(null))).data).toMatchObject({
      ...{ placements: { totalCount: 3 }, enrollments: { totalCount: 3 } },
    });
  });

  it('I34: gets null for keys, NOT_FOUND for ids, and nothing by the edges of a person of the other union', async () => {
    const keys = ['own placement', 'other placement', 'nobody placement'].map((name) => ({
      __typename: 'Placement',
      id: ids[name],
    }));
    const query = 'query($keys: [_Any!]!) { _entities(representations: $keys) { __typename } }';
    expect((await run(query, { keys })).data?.['_entities']).toEqual([{ __typename: 'Placement' }, null, null]);
    const one = await run('query($id: ID!) { placement(id: $id) { id } }', { id: ids['other placement'] });
    expect(one.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const edges = 'query($keys: [_Any!]!) { _entities(representations: $keys) { ... on Worker { placement { id } } } }';
    const persons = ['own', 'other'].map((name) => ({ __typename: 'Worker', id: ids[name] }));
    expect((await run(edges, { keys: persons })).data?.['_entities']).toEqual([
      { placement: { id: ids['own placement'] } },
      { placement: null },
    ]);
  });

  it('I34: is shown no figure of the region, nor of an enterprise', async () => {
    const { data, errors } = await run(`{ region(code: "${HERE}") { employment(year: 2016) { placed } } }`);
    expect(data).toEqual({ region: { employment: null } });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN', path: ['region', 'employment'] }]);
  });

  it('I34: enrols nobody of the other union, and opens classes for its own', async () => {
    const enrol = async (personId: string | undefined) => {
      const input = { sessionId: session, personId, idempotencyKey: newId() };
      return (
        await run('mutation($input: EnrollPersonInput!) { enrollPerson(input: $input) { __typename } }', { input })
      ).errors;
    };
    expect(await enrol(ids['free'])).toMatchObject([{ code: 'NOT_FOUND' }]);
    const open = async (unionId: string | null) => {
      const input = {
        ...{ name: '焊工班', kind: 'OVERCAPACITY', year: 2017, region: HERE, unionId, budget: '1000.00' },
        idempotencyKey: newId(),
      };
      const query =
        'mutation($input: CreateTrainingProgramInput!) { createTrainingProgram(input: $input) { __typename } }';
      return (await run(query, { input }, viewerWith({ role: 'county', read: [HERE], readUnions: [STEEL] }))).errors;
    };
    expect(await open(STEEL)).toEqual([]);
    for (const unionId of [COAL, null])
      expect(await open(unionId)).toMatchObject([{ code: 'FORBIDDEN', details: { field: 'unionId' } }]);
  });

  it('I34: keeps to the programmes of its own unions: budget, classes, payments, and what is taken back', async () => {
    const county = (readUnions: readonly string[] | null, writeUnions = readUnions) =>
      viewerWith({ role: 'county', subject: 'county-steel', read: [HERE], readUnions, writeUnions });
    const act = async (mutation: string, input: object, viewer = county([STEEL])) => {
      const query = `mutation($input: ${mutation[0]?.toUpperCase() ?? ''}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { __typename } }`;
      const { data, errors } = await run(query, { input }, viewer);
      return errors[0] ?? data?.[mutation];
    };
    const { id: theirs } = await a.program({ region_code: HERE, union_id: COAL });
    const { id: own } = await a.program({ region_code: HERE, union_id: STEEL });
    const pay = (programId: string, viewer = county([STEEL])) =>
      act(
        'recordTrainingPayment',
        { idempotencyKey: newId(), programId, amount: '100.00', voucherNo: newId() },
        viewer,
      );
    const unknown = { code: 'NOT_FOUND' };
    expect(await pay(theirs)).toMatchObject(unknown);
    expect(await pay(theirs, county([STEEL, COAL], [STEEL]))).toMatchObject(unknown);
    expect(await pay(own)).toMatchObject({ __typename: 'TrainingProgram' });
    expect(await pay(theirs, county(null))).toMatchObject({ __typename: 'TrainingProgram' });
    const change = { id: theirs, expectedVersion: 1, budget: '500000.00' };
    expect(await act('changeTrainingBudget', change)).toMatchObject(unknown);
    const opened = {
      ...{ idempotencyKey: newId(), programId: theirs, name: '一班', provider: '技校', startsOn: '2017-03-01' },
      ...{ endsOn: '2017-03-31', capacity: 20 },
    };
    expect(await act('openTrainingSession', opened)).toMatchObject(unknown);
    const back = async (programId: string) => {
      const [paid] = await db.owner.query<{ id: string }[]>(
        'select id from employment_payment where training_program_id = $1',
        [programId],
      );
      return act('reverseEmploymentPayment', { paymentId: paid?.id, reason: '重复录入', idempotencyKey: newId() });
    };
    expect(await back(theirs)).toMatchObject(unknown);
    expect(await back(own)).toMatchObject({ __typename: 'EmploymentPayment' });
  });

  it('takes no opening that a member of the other union has, and sends no project back that employs one', async () => {
    const { id: enterprise_id } = await a.enterprise({ region_code: HERE });
    const { id: vacancy_id } = await a.vacancy({ enterprise_id, region_code: HERE, openings: 1 });
    const offer = { vacancy_id, employer_id: enterprise_id, region_code: HERE };
    await a.referral({ ...offer, person_id: ids['other'] ?? '', state: 'HIRED', closed_on: '2016-11-01' });
    const { id: person } = await a.worker({ union_id: STEEL });
    const { id: referralId } = await a.referral({ ...offer, person_id: person, state: 'INTERVIEW' });
    const input = {
      ...{ personId: person, employerId: enterprise_id, routes: ['REFERRAL'], referralId, contractRef: 'HT-9' },
      idempotencyKey: newId(),
    };
    const place =
      'mutation($input: RecordPlacementInput!) { recordPlacement(input: $input) { __typename ... on RuleBroken { rule } } }';
    expect((await run(place, { input })).data).toEqual({
      recordPlacement: { __typename: 'RuleBroken', rule: 'OPENINGS_LEFT' },
    });

    const project = await a.project({
      ...{ leader_id: person, region_code: HERE, state: 'FUNDED', reviewed_by: 'reviewer', reviewed_on: '2016-04-01' },
    });
    const paid = await a.payment({ purpose: 'STARTUP', startup_project_id: project.id, region_code: HERE });
    await a.placement({
      ...{ person_id: ids['other'] ?? '', startup_project_id: project.id, region_code: HERE, routes: ['STARTUP_HIRE'] },
    });
    const back = { paymentId: paid.id, reason: '重复录入', idempotencyKey: newId() };
    const query =
      'mutation($input: ReverseEmploymentPaymentInput!) { reverseEmploymentPayment(input: $input) { __typename } }';
    const { data, errors } = await run(query, { input: back });
    expect(errors).toEqual([]);
    expect(data).toEqual({ reverseEmploymentPayment: { __typename: 'EmploymentPayment' } });
    const [now] = await db.owner.query<object[]>('select state, paid_fen from startup_project where id = $1', [
      project.id,
    ]);
    expect(now).toEqual({ state: 'FUNDED', paid_fen: '0' });
  });
});
