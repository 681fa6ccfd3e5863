import { beforeAll, describe, expect, it } from '@jest/globals';
import { aCreditCode, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { aKey, type Answer, city, maker, mutate } from '../../testing/mutate';
import { anEnterprise, aPeriod, aUnion } from '../../testing/rows';
import { enterprisesSubgraph } from '../enterprises.subgraph';

const SELECTION = `... on Enterprise { id version name creditCode industry headcount status closedOn closedReason region { code } union { id }
  moves { from { code } to { code } movedOn } }`;
const TAKEN = '... on EnterpriseAlreadyRegistered { rule field enterpriseId message }';

describe('the register of enterprises', () => {
  const db = useTestDatabase(enterprisesSubgraph.database);
  let union = '';
  let serial = 0;
  const run = (name: string, input: object, viewer = maker): Promise<Answer> =>
    mutate(db, name, input, { selection: name === 'registerEnterprise' ? SELECTION + TAKEN : SELECTION, viewer });
  const firm = (change: object = {}): object => ({
    creditCode: aCreditCode(++serial),
    name: '登记企业',
    industry: 'TEXTILE',
    ownership: 'PRIVATE',
    region: '340103',
    headcount: 120,
    idempotencyKey: aKey(),
    ...change,
  });
  const register = (change: object = {}, viewer = maker): Promise<Answer> =>
    run('registerEnterprise', firm(change), viewer);
  const at = ({ id, version }: Answer, more: object = {}): object => ({ id, expectedVersion: version, ...more });

  beforeAll(async () => {
    union = await aUnion(db.owner);
  });

  it('takes an employer in, once per key, and publishes it', async () => {
    const input = firm({ unionId: union, name: ' 庐阳纺织 ' });
    const made = await run('registerEnterprise', input);
    expect(made).toMatchObject({
      __typename: 'Enterprise',
      name: '庐阳纺织',
      status: 'NORMAL',
      union: { id: union },
      region: { code: '340103' },
      version: 1,
    });
    expect(await run('registerEnterprise', input)).toEqual(made);
    const changes = await db.app.query<object[]>(`select entity, version::int from change where entity_id = $1`, [
      made.id,
    ]);
    expect(changes).toEqual([{ entity: 'Enterprise', version: 1 }]);
  });

  it('I33: writes one audit row with every registration, naming what it touched and no more', async () => {
    const made = await register();
    const rows = await db.owner.query<object[]>(
      `select actor, action, region_code from audit_entry where $1 = any(subject_ids)`,
      [made.id],
    );
    expect(rows).toEqual([{ actor: 'maker-1', action: 'enterprise.register', region_code: '340103' }]);
  });

  it('tells the id of an enterprise that is registered, to who may see it alone', async () => {
    const code = aCreditCode(++serial);
    const made = await register({ creditCode: code });
    expect(await register({ creditCode: code })).toMatchObject({
      __typename: 'EnterpriseAlreadyRegistered',
      rule: 'CREDIT_CODE_UNIQUE',
      field: 'creditCode',
      enterpriseId: made.id,
    });
    const far = viewerWith({ role: 'maker', read: ['341102'] });
    expect(await register({ creditCode: code, region: '341102' }, far)).toMatchObject({ enterpriseId: null });
  });

  it('lets one of many simultaneous registrations of a code in', async () => {
    const code = aCreditCode(++serial);
    const answers = await Promise.all(Array.from({ length: 6 }, () => register({ creditCode: code })));
    const made = answers.filter(({ __typename }) => __typename === 'Enterprise');
    expect(made).toHaveLength(1);
    const others = answers.filter(({ __typename }) => __typename === 'EnterpriseAlreadyRegistered');
    expect(others.map(({ enterpriseId }) => enterpriseId)).toEqual(Array.from({ length: 5 }, () => made[0]?.id));
  });

  it('refuses a code with a wrong check character, and one that is none', async () => {
    const code = aCreditCode(++serial);
    const wrong = `${code.slice(0, 17)}${code.endsWith('0') ? '1' : '0'}`;
    expect(await register({ creditCode: wrong })).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'creditCode', rule: 'CREDIT_CODE' },
    });
    expect(await register({ creditCode: '123' })).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await register({ region: '340000' }, viewerWith({ role: 'city' }))).toMatchObject({
      details: { field: 'region', rule: 'REGION_COUNTY_OR_CITY' },
    });
  });

  it('I32: refuses a region that does not exist on the day', async () => {
    const anywhere = viewerWith({ role: 'city', read: ['340000'] });
    // Wuwei became a city in 2019; the tests live in January 2017.
    expect(await register({ region: '340281' }, anywhere)).toMatchObject({ rule: 'REGION_VALID_ON', field: 'region' });
    expect(await register({ region: '340225' }, anywhere)).toMatchObject({ __typename: 'Enterprise' });
    expect(await register({ region: '340899' }, anywhere)).toMatchObject({ rule: 'REGION_VALID_ON' });
  });

  it('I34: is written by who has the right, in the regions where they write, and is unknown elsewhere', async () => {
    const made = await register();
    const far = viewerWith({ role: 'maker', read: ['341102'] });
    expect(await register({}, far)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await register({}, viewerWith({ role: 'auditor' }))).toMatchObject({ code: 'FORBIDDEN' });
    const change = at(made, { headcount: 1 });
    expect(await run('changeEnterprise', change, far)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await run('changeEnterprise', change, viewerWith({ role: 'checker' }))).toMatchObject({ code: 'FORBIDDEN' });
    const foreignUnion = await aUnion(db.owner, { region_code: '341102' });
    expect(await register({ unionId: foreignUnion })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('changes what the input states and leaves the rest', async () => {
    const made = await register({ unionId: union });
    const changed = await run('changeEnterprise', at(made, { headcount: null, industry: 'STEEL' }));
    expect(changed).toMatchObject({
      industry: 'STEEL',
      headcount: null,
      union: { id: union },
      name: '登记企业',
      version: 2,
    });
    expect(await run('changeEnterprise', at(made, { name: '新名' }))).toMatchObject({ currentVersion: 2 });
    expect(await run('changeEnterprise', at(changed, { unionId: null }))).toMatchObject({ union: null });
    expect(await run('changeEnterprise', at({ ...changed, version: 3 }))).toMatchObject({ rule: 'CHANGE_SOMETHING' });
  });

  describe('moves an enterprise', () => {
    it('from a day on, and keeps where it was', async () => {
      const made = await register();
      const moved = await run('moveEnterprise', at(made, { region: '340104', movedOn: '2017-01-10' }), city);
      expect(moved).toMatchObject({
        region: { code: '340104' },
        moves: [{ from: { code: '340103' }, to: { code: '340104' }, movedOn: '2017-01-10' }],
        version: 2,
      });
      const again = at(moved, { region: '340102', movedOn: '2017-01-10' });
      expect(await run('moveEnterprise', again, city)).toMatchObject({ rule: 'MOVES_IN_ORDER', field: 'movedOn' });
    });

    it.each([
      ['to the region where it is', { region: '340103', movedOn: '2017-01-10' }, 'REGION_OTHER', 'region'],
      ['on a day to come', { region: '340104', movedOn: '2017-01-24' }, 'NOT_IN_THE_FUTURE', 'movedOn'],
      // Chaohu was a city of its own until 2011.
      ['I32: to a region that has ended', { region: '341402', movedOn: '2011-05-01' }, 'REGION_VALID_ON', 'region'],
      ['I32: before the region began', { region: '340181', movedOn: '2011-05-01' }, 'REGION_VALID_ON', 'region'],
    ])('but not %s', async (_what, move, rule, field) => {
      const made = await register();
      const anywhere = viewerWith({ role: 'city', read: ['340000'] });
      expect(await run('moveEnterprise', at(made, move), anywhere)).toMatchObject({ rule, field });
    });

    it('only between regions in which the officer writes', async () => {
      const made = await register();
      const away = at(made, { region: '341102', movedOn: '2017-01-10' });
      expect(await run('moveEnterprise', away, city)).toMatchObject({ code: 'FORBIDDEN' });
    });
  });

  describe('deregisters an enterprise', () => {
    const gone = { closedOn: '2017-01-20', reason: '破产清算终结' };

    it('it is counted no longer and nothing is changed any more', async () => {
      const made = await register({ region: '340111' }, city);
      const closed = await run('deregisterEnterprise', at(made, gone), city);
      expect(closed).toMatchObject({ status: 'CLOSED', closedOn: '2017-01-20', closedReason: '破产清算终结' });
      expect(await run('deregisterEnterprise', at(closed, gone), city)).toMatchObject({
        __typename: 'TransitionRefused',
        state: 'CLOSED',
        allowed: ['REINSTATE', 'REINSTATE_IN_DISTRESS'],
      });
      expect(await run('changeEnterprise', at(closed, { headcount: 1 }), city)).toMatchObject({
        rule: 'ENTERPRISE_REGISTERED',
      });
      const { data } = await executeSubgraph(enterprisesSubgraph, {
        ...{ db: db.app, viewer: city, query: '{ region(code: "340111") { enterpriseStats { total } } }' },
      });
      expect(data).toEqual({ region: { enterpriseStats: { total: 0 } } });
      await expect(
        db.owner.query('update enterprise set closed_on = null, closed_reason = null where id = $1', [made.id]),
      ).rejects.toMatchObject({ constraint: 'enterprise_closed_final' });
    });

    it('but not on a day to come, nor before its distress began', async () => {
      const enterprise = await anEnterprise(db.owner);
      await aPeriod(db.owner, enterprise, { from_on: '2016-12-01', recorded_on: '2016-12-02' });
      const step = { id: enterprise, expectedVersion: 2, ...gone };
      const ask = (closedOn: string): Promise<Answer> => run('deregisterEnterprise', { ...step, closedOn });
      expect(await ask('2017-01-24')).toMatchObject({ rule: 'NOT_IN_THE_FUTURE', field: 'closedOn' });
      expect(await ask('2016-11-30')).toMatchObject({ rule: 'CLOSED_AFTER_DISTRESS', field: 'closedOn' });
      expect(await ask('2016-12-01')).toMatchObject({ __typename: 'Enterprise', status: 'CLOSED' });
    });
  });
});
