import { describe, expect, it } from '@jest/globals';
import { useTestDatabase, viewerWith } from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';
import { aKey, type Answer, answerOf, mutate } from '../mutation-kit';
import { recordBuilders } from '../record-builders';

const PILOT = `... on Pilot { id name year budget spent cities { code } shares { city { code } budget spent }
  payments { id amount voucherNo } outcomes { employed spent costPerPlacement } }`;
const province = viewerWith();
const hefei = viewerWith({ role: 'city', read: ['340100'], subject: 'city-1' });

describe('pilots', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  let names = 0;

  const plan = (own: object = {}): Promise<Answer> => {
    const pilot = {
      name: `援助行动${String((names += 1))}`,
      year: 2017,
      startsOn: '2017-01-10',
      selectionRule: '过剩产能集中',
    };
    const cities = [
      { city: '340100', budget: '1250000.00' },
      { city: '340200', budget: '1000.00' },
    ];
    return answerOf(
      db,
      'planPilot',
      { ...pilot, cities, idempotencyKey: aKey(), ...own },
      { selection: PILOT, viewer: province },
    );
  };
  const spend = (pilot: Answer, own: object = {}): Promise<Answer> => {
    const input = {
      pilotId: pilot.id,
      city: '340200',
      amount: '600.00',
      voucherNo: 'PZ-1',
      idempotencyKey: aKey(),
      ...own,
    };
    return answerOf(db, 'recordPilotSpending', input, { selection: PILOT, viewer: province });
  };

  it('are planned with a budget for each city, once for a key and for a name a year', async () => {
    const keyed = { name: '就业援助试点', idempotencyKey: aKey() };
    const pilot = await plan(keyed);
    expect(pilot).toMatchObject({ name: '就业援助试点', budget: '1251000.00', spent: '0.00' });
    expect(pilot['shares']).toEqual([
      { city: { code: '340100' }, budget: '1250000.00', spent: '0.00' },
      { city: { code: '340200' }, budget: '1000.00', spent: '0.00' },
    ]);
    expect(await plan(keyed)).toMatchObject({ id: pilot.id });
    expect(await plan({ name: '就业援助试点' })).toMatchObject({ rule: 'PILOT_ONCE', field: 'name' });
  });

  it('spend within the share of each city, also when two pay at once', async () => {
    const pilot = await plan();
    const outcomes = await Promise.all([spend(pilot), spend(pilot), spend(pilot)]);
    expect(outcomes.map(({ rule, spent }) => rule ?? spent).sort()).toEqual([
      '600.00',
      'WITHIN_BUDGET',
      'WITHIN_BUDGET',
    ]);
    expect(await spend(pilot, { amount: '400.01' })).toMatchObject({ rule: 'WITHIN_BUDGET', field: 'amount' });
    const last = await spend(pilot, { amount: '400.00' });
    expect(last).toMatchObject({ spent: '1000.00', payments: [{ amount: '600.00' }, { amount: '400.00' }] });
    expect(await spend(pilot, { paidOn: '2017-01-24' })).toMatchObject({ rule: 'NOT_IN_THE_FUTURE' });
  });

  it('show what a yuan has brought, over all cities and city by city', async () => {
    const pilot = await plan({ year: 2019, startsOn: '2019-01-10' });
    await a.payment({
      purpose: 'PILOT',
      pilot_id: pilot.id,
      region_code: '340100',
      amount_fen: '30000',
      paid_on: '2019-05-01',
    });
    for (const region_code of ['340102', '340103', '340202'])
      await a.placement({ region_code, placed_on: '2019-06-01' });
    const { id } = pilot;
    const input = { pilotId: id, city: '340200', amount: '100.00', voucherNo: 'PZ-9', idempotencyKey: aKey() };
    const selection =
      '... on Pilot { outcomes { employed spent costPerPlacement } shares { outcomes { employed costPerPlacement } } }';
    const answer = await answerOf(
      db,
      'recordPilotSpending',
      { ...input, paidOn: '2017-01-20' },
      { selection, viewer: province },
    );
    expect(answer).toMatchObject({
      outcomes: { employed: 3, spent: '300.00', costPerPlacement: '100.00' },
      shares: [
        { outcomes: { employed: 2, costPerPlacement: '150.00' } },
        { outcomes: { employed: 1, costPerPlacement: '0.00' } },
      ],
    });
  });

  it('are refused with what is no city, a city twice, or money of nothing', async () => {
    const details = async (cities: object[]): Promise<unknown> => {
      const input = {
        name: '试点',
        year: 2017,
        startsOn: '2017-01-10',
        selectionRule: '规则',
        cities,
        idempotencyKey: aKey(),
      };
      return (await mutate(db, 'planPilot', input, { selection: '', viewer: province })).errors[0]?.details;
    };
    const city = { city: '340100', budget: '1.00' };
    expect(await details([{ ...city, city: '340102' }])).toMatchObject({ field: 'cities.0.city', rule: 'REGION_CITY' });
    expect(await details([city, city])).toMatchObject({ field: 'cities', rule: 'CITIES_DISTINCT' });
    expect(await details([{ ...city, budget: '0.00' }])).toMatchObject({ field: 'cities.0.budget' });
  });

  it('are written by the province and the cities, each in its own', async () => {
    const pilot = await plan();
    const code = async (city: string, viewer = hefei): Promise<unknown> => {
      const input = { pilotId: pilot.id, city, amount: '1.00', voucherNo: 'PZ-2', idempotencyKey: aKey() };
      return (await mutate(db, 'recordPilotSpending', input, { selection: '', viewer })).errors[0]?.code;
    };
    expect(await code('340200')).toBe('FORBIDDEN');
    expect(await code('340100')).toBeUndefined();
    expect(await code('340300', province)).toBe('NOT_FOUND');
    expect(await code('340100', viewerWith({ role: 'maker', read: ['340100'] }))).toBe('FORBIDDEN');
    const cities = [{ city: '340200', budget: '1.00' }];
    const input = {
      name: '试点',
      year: 2017,
      startsOn: '2017-01-10',
      selectionRule: '规则',
      cities,
      idempotencyKey: aKey(),
    };
    const { errors } = await mutate(db, 'planPilot', input, { selection: '', viewer: hefei });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});
