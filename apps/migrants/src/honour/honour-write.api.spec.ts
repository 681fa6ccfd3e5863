import { describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, testTransitions, useTestDatabase, viewerWith } from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';
import { aKey, type Answer, answerOf, countyMaker, mutate } from '../mutation-kit';
import { anHonour, aWorker } from '../row-builders';
import { honourNominationMachine } from './honour-nomination.machine';

const NOMINATION = `... on HonourNomination { id version state edition nominatedOn decidedOn person { id } region { code }
  honour { id version name awardedOn labourMedal restStay } }`;
const HONOUR = '... on Honour { id version restStay restStayFrom restStayTo }';
const proposer = viewerWith({ role: 'city', read: ['340100'], subject: 'city-1' });
const decider = viewerWith({ role: 'province', read: ['340000'], subject: 'province-1' });

/** A person who is given the honour while a nomination waits. */
const LATER = newId();

describe('honours of migrant workers', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  const nominate = (personId: string, input: object = {}): Promise<Answer> =>
    answerOf(
      db,
      'nominateHonour',
      {
        ...{ kind: 'MOST_BEAUTIFUL_MIGRANT_WORKER', edition: 2, name: '第二届样例最美农民工' },
        ...{ personId, idempotencyKey: aKey(), ...input },
      },
      { selection: NOMINATION, viewer: proposer },
    );
  const step = ({ id, version }: Answer): object => ({ id, expectedVersion: version });
  const decide = (nomination: Answer, input: object, viewer = decider): Promise<Answer> =>
    answerOf(db, 'decideHonour', { ...step(nomination), ...input }, { selection: NOMINATION, viewer });
  const grant = (honour: Answer, from: string, to: string): Promise<Answer> =>
    answerOf(db, 'grantRestStay', { ...step(honour), from, to }, { selection: HONOUR, viewer: decider });

  it('are proposed by one person and given by another, with a medal and a rest stay', async () => {
    const person = await aWorker(db.owner);
    const nomination = await nominate(person);
    expect(nomination).toMatchObject({ state: 'NOMINATED', nominatedOn: '2017-01-23', region: { code: '340102' } });
    const decided = await decide(nomination, { award: true, labourMedal: true });
    expect(decided).toMatchObject({
      ...{ state: 'AWARDED', decidedOn: '2017-01-23', person: { id: person } },
      honour: { name: '第二届样例最美农民工', awardedOn: '2017-01-23', labourMedal: true, restStay: false },
    });
    const honour = decided['honour'] as Answer;
    expect(await grant(honour, '2017-01-20', '2017-01-25')).toMatchObject({ rule: 'REST_STAY_DISORDERED' });
    expect(await grant(honour, '2017-05-08', '2017-05-02')).toMatchObject({ rule: 'REST_STAY_DISORDERED' });
    const granted = await grant(honour, '2017-05-02', '2017-05-08');
    expect(granted).toMatchObject({ restStay: true, restStayFrom: '2017-05-02', restStayTo: '2017-05-08', version: 2 });
    expect(await grant(granted, '2017-06-02', '2017-06-08')).toMatchObject({ rule: 'REST_STAY_GRANTED' });
    expect(await decide(decided, { award: false, reason: '重复' })).toMatchObject({ rule: 'TRANSITION' });
    const query = `{ honourNominations(where: { state: { eq: AWARDED } }) { nodes { id } } }`;
    const { data } = await executeSubgraph(migrantsSubgraph, { db: db.app, viewer: proposer, query });
    expect(data['honourNominations']).toEqual({ nodes: [{ id: nomination.id }] });
  });

  it('are not decided by who proposed, in the writer or in the database', async () => {
    const nomination = await nominate(await aWorker(db.owner));
    expect(await decide(nomination, { award: true }, proposer)).toMatchObject({ rule: 'FOUR_EYES', field: 'id' });
    const direct = `update honour_nomination set state = 'DECLINED', decided_by = nominated_by, decided_on = '2017-01-23' where id = $1`;
    await expect(db.owner.query(direct, [nomination.id])).rejects.toThrow('honour_nomination_four_eyes');
  });

  it('are proposed once per edition and person, again once declined, and not where they were given', async () => {
    const person = await aWorker(db.owner);
    const twice = await Promise.all([nominate(person), nominate(person)]);
    expect(twice.map(({ __typename }) => __typename).sort()).toEqual(['HonourNomination', 'RuleBroken']);
    const nomination = twice.find(({ __typename }) => __typename === 'HonourNomination');
    if (!nomination) throw new TypeError('one nomination');
    expect(await decide(nomination, { award: false })).toMatchObject({ rule: 'REASON_REQUIRED', field: 'reason' });
    const declined = await decide(nomination, { award: false, reason: '材料不全' });
    expect(declined).toMatchObject({ state: 'DECLINED', honour: null });
    expect(await nominate(person)).toMatchObject({ state: 'NOMINATED' });
    const honoured = await aWorker(db.owner);
    await anHonour(db.owner, { worker_id: honoured });
    expect(await nominate(honoured, { edition: 1 })).toMatchObject({ rule: 'ALREADY_NOMINATED', field: 'personId' });
    const meanwhile = await nominate(await aWorker(db.owner, { id: LATER }), { edition: 1 });
    await anHonour(db.owner, { worker_id: LATER });
    expect(await decide(meanwhile, { award: true })).toMatchObject({ rule: 'ALREADY_NOMINATED', field: 'id' });
  });

  it('are for migrant workers', async () => {
    const townsman = await aWorker(db.owner, { is_migrant: false });
    expect(await nominate(townsman)).toMatchObject({ rule: 'NOT_A_MIGRANT_WORKER', field: 'personId' });
  });

  it('I34: are written by city and province in their regions alone', async () => {
    const code = async (name: string, input: object, viewer = proposer): Promise<unknown> =>
      (await mutate(db, name, input, { selection: '', viewer })).errors[0]?.code;
    const away = await aWorker(db.owner, { region_code: '340202' });
    const input = { kind: 'MOST_BEAUTIFUL_MIGRANT_WORKER', edition: 2, name: '样例荣誉', personId: away };
    expect(await code('nominateHonour', { ...input, idempotencyKey: aKey() })).toBe('NOT_FOUND');
    expect(await code('nominateHonour', { ...input, idempotencyKey: aKey() }, countyMaker)).toBe('FORBIDDEN');
    const elsewhere = await anHonour(db.owner, { region_code: '340202' });
    const stay = { id: elsewhere, expectedVersion: 1, from: '2017-05-02', to: '2017-05-08' };
    expect(await code('grantRestStay', stay)).toBe('NOT_FOUND');
  });

  testTransitions({ machine: honourNominationMachine, database: db, table: 'honour_nomination', column: 'state' });
});
