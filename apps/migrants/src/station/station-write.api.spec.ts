import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, testTransitions, useTestDatabase, viewerWith } from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';
import { aKey, type Answer, answerOf, countyMaker, mutate } from '../mutation-kit';
import { anEnterprise, aStation } from '../row-builders';
import { stationMachine } from './station.machine';

const STATION = `... on ServiceStation { id version code kind state score missingAmenities amenities openedOn closedOn closedReason
  responsibleName hours { weekday opensAt closesAt } point { longitude latitude } host { id } }`;
const selection = STATION;
const PLACE = { point: { longitude: 117.28, latitude: 31.86 }, address: '样例路1号' };
const HOURS = [{ weekday: 1, opensAt: '07:00', closesAt: '20:00' }];
const FULL = {
  amenities: ['WATER_DISPENSER', 'BOOK_BAR'],
  services: ['HOT_WATER'],
  hours: HOURS,
  responsibleName: '安禾',
};

describe('writing stations', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  let serial = 0;
  const run = (name: string, input: object): Promise<Answer> => answerOf(db, name, input, { selection });
  const register = (input: object = {}): Promise<Answer> =>
    run('registerStation', {
      ...{ code: `T-YZ-${String((serial += 1)).padStart(3, '0')}`, kind: 'HAPPY_STATION', name: '样例驿站' },
      ...{ regionCode: '340102', buildMode: 'UNION_BUILT', ...PLACE, idempotencyKey: aKey(), ...input },
    });
  const step = ({ id, version }: Answer): object => ({ id, expectedVersion: version });
  const opened = async (): Promise<Answer> => {
    const equipped = await run('equipStation', { ...step(await register()), ...FULL });
    return run('openStation', step(equipped));
  };

  it('goes from the plan over equipment, opening and a pause to its end, with its score at every step', async () => {
    const planned = await register();
    expect(planned).toMatchObject({
      state: 'PLANNED',
      score: 10,
      openedOn: null,
      version: 1,
      ...{ point: PLACE.point },
    });
    const equipped = await run('equipStation', { ...step(planned), ...FULL });
    expect(equipped).toMatchObject({
      state: 'EQUIPPING',
      score: 50,
      hours: HOURS,
      responsibleName: '安禾',
      version: 2,
    });
    const more = { ...FULL, amenities: [...FULL.amenities, 'TOILET', 'FRIDGE'] };
    const better = await run('equipStation', { ...step(equipped), ...more });
    expect(better).toMatchObject({
      state: 'EQUIPPING',
      score: 70,
      missingAmenities: ['MICROWAVE', 'AIR_CONDITIONER', 'HEATING'],
    });
    const open = await run('openStation', step(better));
    expect(open).toMatchObject({ state: 'OPEN', openedOn: '2017-01-23' });
    const paused = await run('pauseStation', { ...step(open), reason: '春节放假' });
    expect(paused).toMatchObject({ state: 'PAUSED', openedOn: '2017-01-23' });
    const again = await run('openStation', step(paused));
    expect(again).toMatchObject({ state: 'OPEN', openedOn: '2017-01-23' });
    const closed = await run('closeStation', { ...step(again), reason: '拆迁' });
    expect(closed).toMatchObject({ state: 'CLOSED', closedOn: '2017-01-23', closedReason: '拆迁' });
    expect(await run('openStation', step(closed))).toMatchObject({
      rule: 'TRANSITION',
      refusedIn: 'CLOSED',
      allowed: [],
    });
    expect(await run('changeStation', { ...step(closed), name: '新名' })).toMatchObject({ rule: 'STATION_CLOSED' });
  });

  it('gives a code once, and the same station for the same key', async () => {
    const host = await anEnterprise(db.owner);
    const input = { code: 'T-HOST-1', hostEnterpriseId: host, buildMode: 'CO_BUILT', idempotencyKey: aKey() };
    const station = await register(input);
    expect(station).toMatchObject({ code: 'T-HOST-1', host: { id: host } });
    expect(await register(input)).toMatchObject({ id: station.id });
    const twice = await Promise.all([register({ code: 'T-RACE' }), register({ code: 'T-RACE' })]);
    expect(twice.map(({ __typename }) => __typename).sort()).toEqual(['RuleBroken', 'ServiceStation']);
    expect(twice).toContainEqual(expect.objectContaining({ rule: 'STATION_CODE_TAKEN', field: 'code' }));
  });

  it.each([
    ['a point', { point: null }, {}, 'point'],
    ['hours', {}, { hours: [] }, 'hours'],
    ['a person in charge', {}, { responsibleName: null }, 'responsibleName'],
    ['drinking water', {}, { amenities: ['BOOK_BAR'] }, 'WATER_DISPENSER'],
    ['the book bar of its kind', {}, { amenities: ['WATER_DISPENSER'] }, 'BOOK_BAR'],
    ['anything', { point: null }, { amenities: [], hours: [] }, 'point,hours,WATER_DISPENSER,BOOK_BAR'],
  ])('I31: does not open without %s, and names what is missing', async (_what, registered, equipped, missing) => {
    const station = await run('equipStation', { ...step(await register(registered)), ...FULL, ...equipped });
    const refused = await run('openStation', step(station));
    expect(refused).toMatchObject({ rule: 'STATION_INCOMPLETE', facts: [{ name: 'missing', value: missing }] });
  });

  it('I31: cannot lose what it needs while it is open, by the API or in the database', async () => {
    const station = await opened();
    const refused = await run('changeStation', { ...step(station), amenities: ['WATER_DISPENSER'] });
    expect(refused).toMatchObject({ rule: 'STATION_INCOMPLETE', facts: [{ name: 'missing', value: 'BOOK_BAR' }] });
    const direct = `update service_station set amenities = '{WATER_DISPENSER}' where id = $1`;
    await expect(db.owner.query(direct, [station.id])).rejects.toThrow('service_station_open_equipped');
    await expect(aStation(db.owner, { responsible_name: null })).rejects.toThrow('service_station_open_complete');
    const home = await run('changeStation', { ...step(station), name: '新驿站', responsibleName: '吕田' });
    expect(home).toMatchObject({ responsibleName: '吕田', state: 'OPEN', version: station.version + 1 });
  });

  it.each([
    ['end before they begin', [{ weekday: 2, opensAt: '20:00', closesAt: '07:00' }]],
    [
      'overlap',
      [
        { weekday: 2, opensAt: '07:00', closesAt: '12:00' },
        { weekday: 2, opensAt: '11:00', closesAt: '20:00' },
      ],
    ],
  ])('refuses hours that %s', async (_what, hours) => {
    const refused = await run('equipStation', { ...step(await register()), ...FULL, hours });
    expect(refused).toMatchObject({
      rule: 'HOURS_DISORDERED',
      field: 'hours',
      facts: [{ name: 'weekday', value: '2' }],
    });
  });

  it('refuses a step that its state does not have, and a version that has passed', async () => {
    const station = await register();
    expect(await run('openStation', step(station))).toMatchObject({ rule: 'TRANSITION', allowed: ['EQUIP', 'CANCEL'] });
    await run('equipStation', { ...step(station), ...FULL });
    expect(await run('equipStation', { ...step(station), ...FULL })).toMatchObject({
      rule: 'VERSION',
      currentVersion: 2,
    });
  });

  it('is cancelled with the reason before it opens, and nothing comes after', async () => {
    for (const isEquipped of [false, true]) {
      const planned = await register();
      const station = isEquipped ? await run('equipStation', { ...step(planned), ...FULL }) : planned;
      const cancelled = await run('cancelStation', { ...step(station), reason: '用地未落实' });
      expect(cancelled).toMatchObject({ state: 'CANCELLED', openedOn: null });
      const [row] = await db.app.query<object[]>(
        'select closed_on as day, closed_reason as reason from service_station where id = $1',
        [station.id],
      );
      expect(row).toEqual({ day: '2017-01-23', reason: '用地未落实' });
      expect(await run('openStation', step(cancelled))).toMatchObject({ rule: 'TRANSITION', allowed: [] });
      expect(await run('changeStation', { ...step(cancelled), name: '新名' })).toMatchObject({
        rule: 'STATION_CLOSED',
      });
    }
    expect(await run('cancelStation', { ...step(await opened()), reason: '用地未落实' })).toMatchObject({
      rule: 'TRANSITION',
      allowed: ['PAUSE', 'CLOSE'],
    });
  });

  it('I34: is written by officers of its region alone', async () => {
    const station = await register();
    const code = async (name: string, input: object, viewer = countyMaker): Promise<unknown> =>
      (await mutate(db, name, input, { selection, viewer })).errors[0]?.code;
    const wuhu = viewerWith({ role: 'maker', read: ['340202'] });
    expect(await code('equipStation', { ...step(station), ...FULL }, wuhu)).toBe('NOT_FOUND');
    const away = {
      code: 'T-AWAY',
      kind: 'HAPPY_HOME',
      name: '样例家园',
      regionCode: '340202',
      buildMode: 'CO_BUILT',
      ...PLACE,
    };
    expect(await code('registerStation', { ...away, idempotencyKey: aKey() })).toBe('FORBIDDEN');
    const checker = viewerWith({ role: 'checker', read: ['340102'] });
    expect(await code('openStation', step(station), checker)).toBe('FORBIDDEN');
    const swapped = {
      ...away,
      regionCode: '340102',
      point: { longitude: 31.86, latitude: 117.28 },
      idempotencyKey: aKey(),
    };
    expect(await code('registerStation', swapped)).toBe('BAD_USER_INPUT');
    expect(await register({ regionCode: '340102', code: 'T-NO-HOST' })).toMatchObject({ state: 'PLANNED' });
    expect(
      await code('registerStation', {
        ...away,
        regionCode: '340102',
        hostEnterpriseId: newId(),
        idempotencyKey: aKey(),
      }),
    ).toBe('NOT_FOUND');
  });

  testTransitions({ machine: stationMachine, database: db, table: 'service_station', column: 'state' });
});

describe('the use of stations', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  let id = '';
  const record = (usedOn: string, visits: object[]): Promise<Answer> =>
    answerOf(db, 'recordStationUse', { stationId: id, usedOn, visits }, { selection: '... on ServiceStation { id }' });
  const ask = async (month: string): Promise<unknown> => {
    const query = `{ station(id: "${id}") { visits(month: "${month}") { value unit } usage(month: "${month}") { hour occupation visits } } }`;
    return (await executeSubgraph(migrantsSubgraph, { db: db.app, viewer: countyMaker, query })).data['station'];
  };

  beforeAll(async () => {
    id = await aStation(db.owner);
    await db.owner.query(`insert into station_use values ($1, '2017-01-01', 'SANITATION', 100)`, [id]);
  });

  it('counts by hour and occupation and adds up to the month, once however often it is sent, and corrected when it changes', async () => {
    const day = [
      { hour: 12, occupation: 'SANITATION', visits: 20 },
      { hour: 12, occupation: 'DELIVERY', visits: 5 },
      { hour: 18, occupation: 'DELIVERY', visits: 7 },
    ];
    await Promise.all([record('2017-01-20', day), record('2017-01-20', day)]);
    await record('2017-01-21', [{ hour: 12, occupation: 'DELIVERY', visits: 1 }]);
    expect(await ask('2017-01')).toEqual({
      visits: { value: 133, unit: 'VISIT' },
      usage: [
        { hour: 12, occupation: 'DELIVERY', visits: 6 },
        { hour: 12, occupation: 'SANITATION', visits: 20 },
        { hour: 18, occupation: 'DELIVERY', visits: 7 },
      ],
    });
    await record('2017-01-20', [{ hour: 18, occupation: 'DELIVERY', visits: 0 }]);
    expect(await ask('2017-01')).toMatchObject({ visits: { value: 126 } });
    expect(await ask('2016-12')).toEqual({ visits: { value: 0, unit: 'VISIT' }, usage: [] });
  });

  it('refuses visits of tomorrow, of before it opened, and an hour stated twice', async () => {
    const one = { hour: 9, occupation: 'MINING', visits: 1 };
    expect(await record('2017-01-24', [one])).toMatchObject({ rule: 'VISITS_OUTSIDE_OPENING', field: 'usedOn' });
    expect(await record('2016-04-30', [one])).toMatchObject({ rule: 'VISITS_OUTSIDE_OPENING' });
    expect(await record('2017-01-23', [one, one])).toMatchObject({ rule: 'VISITS_STATED_TWICE', field: 'visits' });
  });
});
