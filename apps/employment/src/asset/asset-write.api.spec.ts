import { describe, expect, it } from '@jest/globals';
import { testTransitions, useTestDatabase, viewerWith } from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';
import { aKey, type Answer, answerOf, mutate, stepOf } from '../mutation-kit';
import { recordBuilders } from '../record-builders';
import { assetGrantMachine } from './asset-grant.machine';

const GRANT = `... on AssetGrant { id version state asset serial value givenOn endedOn endedReason transferredTo { id }
  followUps { visitedOn isUsed finding } }`;
const CART = { asset: '早餐车', value: '8000.00', givenOn: '2017-01-10' };

describe('productive assets', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  let carts = 0;

  const run = (name: string, input: object): Promise<Answer> => answerOf(db, name, input, { selection: GRANT });
  const serial = (): string => `CART-${String((carts += 1)).padStart(4, '0')}`;
  const give = async (own: object = {}): Promise<Answer> =>
    run('grantAsset', { ...CART, serial: serial(), personId: (await a.worker()).id, idempotencyKey: aKey(), ...own });
  const visit = (grant: Answer, isUsed: boolean, visitedOn?: string): Promise<Answer> =>
    run('followUpAsset', { assetGrantId: grant.id, isUsed, visitedOn, finding: '经营正常', idempotencyKey: aKey() });

  testTransitions({ machine: assetGrantMachine, database: db, table: 'asset_grant', column: 'state' });

  it('are given once by serial number, also of two grants at once', async () => {
    const keyed = { serial: serial(), personId: (await a.worker()).id, idempotencyKey: aKey() };
    const cart = await give(keyed);
    expect(cart).toMatchObject({ state: 'GIVEN', serial: keyed.serial, value: '8000.00', givenOn: '2017-01-10' });
    expect(await give(keyed)).toMatchObject({ id: cart.id });
    const same = serial();
    const outcomes = await Promise.all([give({ serial: same }), give({ serial: same })]);
    expect(outcomes.map(({ rule, state }) => rule ?? state).sort()).toEqual(['GIVEN', 'SERIAL_ONCE']);
    expect(await give({ givenOn: '2017-01-24' })).toMatchObject({ rule: 'NOT_IN_THE_FUTURE', field: 'givenOn' });
  });

  it('are given by a pilot in its own cities alone', async () => {
    const pilot = await a.pilot({ year: 2017 });
    await a.pilotCity(pilot.id, { region_code: '340200' });
    expect(await give({ pilotId: pilot.id })).toMatchObject({ rule: 'PILOT_CITY', field: 'pilotId' });
    await a.pilotCity(pilot.id, { region_code: '340100' });
    expect(await give({ pilotId: pilot.id })).toMatchObject({ state: 'GIVEN' });
  });

  it('are in use once a visit has seen it, one visit a day, after the grant', async () => {
    const cart = await give();
    expect(await visit(cart, false, '2017-01-11')).toMatchObject({ state: 'GIVEN', version: 1 });
    expect(await visit(cart, true, '2017-01-11')).toMatchObject({ rule: 'VISIT_ONCE_A_DAY', field: 'visitedOn' });
    expect(await visit(cart, true, '2017-01-09')).toMatchObject({ rule: 'AFTER_GRANT', field: 'visitedOn' });
    const used = await visit(cart, true, '2017-01-12');
    expect(used).toMatchObject({ state: 'IN_USE', version: 2 });
    expect(used['followUps']).toEqual([
      { visitedOn: '2017-01-12', isUsed: true, finding: '经营正常' },
      { visitedOn: '2017-01-11', isUsed: false, finding: '经营正常' },
    ]);
    expect(await visit(cart, false)).toMatchObject({ state: 'IN_USE' });
  });

  it('are given again under their serial once taken back, from that day on, to one person at a time', async () => {
    const cart = await give();
    const again = (own: object = {}): Promise<Answer> =>
      give({ serial: cart['serial'], givenOn: '2017-01-23', ...own });
    expect(await again()).toMatchObject({ rule: 'SERIAL_ONCE', field: 'serial' });
    await run('recoverAsset', { ...stepOf(cart), reason: '长期闲置' });
    expect(await again({ givenOn: '2017-01-22' })).toMatchObject({ rule: 'AFTER_RECOVERY', field: 'givenOn' });
    const outcomes = await Promise.all([again(), again()]);
    expect(outcomes.map(({ rule, state }) => rule ?? state).sort()).toEqual(['GIVEN', 'SERIAL_ONCE']);
    const written = outcomes.find(({ rule }) => rule === undefined) as Answer;
    await run('writeOffAsset', { ...stepOf(written), reason: '报废' });
    expect(await again()).toMatchObject({ rule: 'SERIAL_ONCE' });
    const grants = await db.app.query<object[]>('select state from asset_grant where serial_no = $1 order by state', [
      cart['serial'],
    ]);
    expect(grants).toEqual([{ state: 'RECOVERED' }, { state: 'WRITTEN_OFF' }]);
  });

  it('are taken back or written off with the reason, once', async () => {
    const cart = await give();
    const back = { ...stepOf(cart), reason: '长期闲置' };
    expect(await run('recoverAsset', back)).toMatchObject({
      state: 'RECOVERED',
      endedOn: '2017-01-23',
      endedReason: '长期闲置',
    });
    expect(await run('writeOffAsset', { ...back, expectedVersion: 2 })).toMatchObject({
      rule: 'TRANSITION',
      from: 'RECOVERED',
    });
    expect(await run('recoverAsset', back)).toMatchObject({ __typename: 'VersionConflict', currentVersion: 2 });
    expect(await visit(cart, true)).toMatchObject({ rule: 'TRANSITION', event: 'SEE' });
    const worn = await give();
    expect(await run('writeOffAsset', { ...stepOf(worn), reason: '损毁' })).toMatchObject({ state: 'WRITTEN_OFF' });
  });

  it('are passed on to another person', async () => {
    const { id: personId } = await a.worker();
    const cart = await give({ personId });
    const pass = (toPersonId: string): Promise<Answer> =>
      run('transferAsset', { ...stepOf(cart), toPersonId, reason: '本人已就业' });
    expect(await pass(personId)).toMatchObject({ rule: 'ANOTHER_PERSON', field: 'toPersonId' });
    const { id: toPersonId } = await a.worker();
    expect(await pass(toPersonId)).toMatchObject({ state: 'TRANSFERRED', transferredTo: { id: toPersonId } });
  });

  it('are written in their region and with the right alone', async () => {
    const cart = await give();
    const back = { ...stepOf(cart), reason: '闲置' };
    const code = async (role: 'maker' | 'checker', region: string): Promise<unknown> =>
      (await mutate(db, 'recoverAsset', back, { selection: '', viewer: viewerWith({ role, read: [region] }) }))
        .errors[0]?.code;
    expect([await code('maker', '340202'), await code('checker', '340102')]).toEqual(['NOT_FOUND', 'FORBIDDEN']);
    const { errors } = await mutate(
      db,
      'grantAsset',
      { ...CART, value: '0.00', serial: serial(), personId: (await a.worker()).id, idempotencyKey: aKey() },
      { selection: '' },
    );
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', details: { field: 'value' } }]);
  });
});
