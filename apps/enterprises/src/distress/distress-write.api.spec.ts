import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { insertRow, useTestDatabase, viewerWith } from '@nuan/testing';

import { type Answer, maker, mutate } from '../../testing/mutate';
import { anEnterprise, aPeriod } from '../../testing/rows';
import { enterprisesSubgraph } from '../enterprises.subgraph';

const SELECTION = `... on Enterprise { id version status currentDistress distress { id kind from to evidence }
  corrections { reason correctedOn distressPeriod { kind from to } visit { id } } }`;

interface Period {
  readonly id: string;
  readonly kind: string;
}

describe('the distress of enterprises', () => {
  const db = useTestDatabase(enterprisesSubgraph.database);
  let enterprise = '';
  const run = (name: string, input: object, viewer = maker): Promise<Answer> =>
    mutate(db, name, input, { selection: SELECTION, viewer });
  const at = (expectedVersion: number, more: object): object => ({ id: enterprise, expectedVersion, ...more });
  const open = (expectedVersion = 1, more: object = {}, viewer = maker): Promise<Answer> =>
    run(
      'openDistress',
      at(expectedVersion, { kind: 'ZOMBIE', fromOn: '2016-06-01', evidence: '处置名单', ...more }),
      viewer,
    );

  beforeEach(async () => {
    enterprise = await anEnterprise(db.owner);
  });

  it('begins, changes its kind in one act, and ends, with its history and what it rests on', async () => {
    expect(await open()).toMatchObject({ status: 'DISTRESSED', currentDistress: 'ZOMBIE', version: 2 });
    const change = { kind: 'OVERCAPACITY_CLOSED', fromOn: '2016-12-01', evidence: '关停名单' };
    const changed = await run('changeDistressKind', at(2, change));
    expect(changed).toMatchObject({ currentDistress: 'OVERCAPACITY_CLOSED', version: 3 });
    const ended = await run('endDistress', at(3, { toOn: '2017-01-22' }));
    expect(ended).toMatchObject({
      status: 'NORMAL',
      currentDistress: null,
      version: 4,
      distress: [
        { kind: 'OVERCAPACITY_CLOSED', from: '2016-12-01', to: '2017-01-22', evidence: '关停名单' },
        { kind: 'ZOMBIE', from: '2016-06-01', to: '2016-11-30', evidence: '处置名单' },
      ],
    });
    const facts = await db.app.query<{ distress: string | null }[]>(
      `select facts ->> 'distress' as distress from change where entity_id = $1 order by version`,
      [enterprise],
    );
    expect(facts.map(({ distress }) => distress)).toEqual([null, 'ZOMBIE', 'OVERCAPACITY_CLOSED', null]);
  });

  it('takes the steps of its state machine and no other', async () => {
    const refused = { __typename: 'TransitionRefused', state: 'NORMAL', allowed: ['OPEN_DISTRESS', 'DEREGISTER'] };
    expect(await run('endDistress', at(1, { toOn: '2017-01-01' }))).toMatchObject({
      ...refused,
      event: 'END_DISTRESS',
    });
    const change = { kind: 'OTHER', fromOn: '2017-01-01', evidence: '认定表' };
    expect(await run('changeDistressKind', at(1, change))).toMatchObject({ ...refused, event: 'CHANGE_KIND' });
    await open();
    expect(await open(2, { fromOn: '2017-01-01' })).toMatchObject({ state: 'DISTRESSED', event: 'OPEN_DISTRESS' });
    expect(await open(1)).toMatchObject({ currentVersion: 2 });
  });

  it.each([
    ['a start to come', { fromOn: '2017-01-24' }, 'NOT_IN_THE_FUTURE', 'fromOn'],
    ['an end that is not over', { toOn: '2017-01-23' }, 'END_IN_THE_PAST', 'toOn'],
    ['an end before the start', { toOn: '2016-05-31' }, 'END_AFTER_START', 'toOn'],
  ])('refuses %s', async (_what, more, rule, field) => {
    expect(await open(1, more)).toMatchObject({ rule, field });
  });

  it('refuses another kind that begins with the present one, is the same, or is still to come', async () => {
    await open();
    const change = (more: object): Promise<Answer> =>
      run('changeDistressKind', at(2, { kind: 'OTHER', fromOn: '2017-01-01', evidence: '认定表', ...more }));
    expect(await change({ kind: 'ZOMBIE' })).toMatchObject({ rule: 'KIND_OTHER', field: 'kind' });
    expect(await change({ fromOn: '2016-06-01' })).toMatchObject({ rule: 'KIND_CHANGES_LATER', field: 'fromOn' });
    expect(await change({ fromOn: '2017-01-24' })).toMatchObject({ rule: 'NOT_IN_THE_FUTURE', field: 'fromOn' });
  });

  it('never overlaps, by the officer’s hand or past it', async () => {
    const past = { fromOn: '2015-01-01', toOn: '2015-12-31' };
    const recorded = await open(1, past);
    expect(recorded).toMatchObject({ status: 'NORMAL', version: 2 });
    expect(await open(2, { fromOn: '2015-12-31' })).toMatchObject({
      rule: 'DISTRESS_OVERLAPS',
      field: 'fromOn',
      facts: [
        { name: 'from', value: '2015-01-01' },
        { name: 'to', value: '2015-12-31' },
      ],
    });
    await expect(aPeriod(db.app, enterprise, { from_on: '2015-06-01', to_on: '2015-06-30' })).rejects.toMatchObject({
      constraint: 'distress_period_no_overlap',
    });
    expect(await open(2, { fromOn: '2016-01-01' })).toMatchObject({ status: 'DISTRESSED', version: 3 });
  });

  it('lets one of two entries in that overlap at the same moment', async () => {
    const entry = (month: string): Promise<unknown> =>
      aPeriod(db.app, enterprise, { from_on: '2015-01-01', to_on: `2015-${month}-28` });
    const outcomes = await Promise.allSettled(['02', '03', '04', '05'].map(entry));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('I32: refuses a day on which the region did not exist, unless the enterprise had another then', async () => {
    const anywhere = viewerWith({ role: 'city', read: ['340000'] });
    // The city of Chaohu under Hefei began on 22 August 2011.
    enterprise = await anEnterprise(db.owner, { region_code: '340181' });
    const early = { fromOn: '2011-03-01', toOn: '2011-05-01' };
    expect(await open(1, early, anywhere)).toMatchObject({ rule: 'REGION_VALID_ON', field: 'fromOn' });
    await insertRow(db.owner, 'enterprise_move', {
      ...{ id: newId(), enterprise_id: enterprise, from_region_code: '341402', to_region_code: '340181' },
      ...{ moved_on: '2011-08-22', recorded_on: '2017-01-20' },
    });
    expect(await open(1, early, anywhere)).toMatchObject({ __typename: 'Enterprise', version: 2 });
  });

  it('is corrected by a counter-entry: the wrong period is taken back and stays on record', async () => {
    const opened = await open();
    const [period] = opened['distress'] as Period[];
    const wrong = { periodId: period?.id, reason: '误录企业' };
    const corrected = await run('correctDistress', at(2, wrong));
    expect(corrected).toMatchObject({
      status: 'NORMAL',
      distress: [],
      corrections: [
        {
          reason: '误录企业',
          correctedOn: '2017-01-23',
          distressPeriod: { kind: 'ZOMBIE', from: '2016-06-01', to: null },
        },
      ],
      version: 3,
    });
    expect(await run('correctDistress', at(3, wrong))).toMatchObject({ rule: 'ENTRY_STANDS', field: 'periodId' });
    expect(await open(3, { kind: 'OTHER' })).toMatchObject({ currentDistress: 'OTHER', version: 4 });
    expect(await run('correctDistress', at(4, { ...wrong, periodId: newId() }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('I34: is recorded by who may, where they may', async () => {
    expect(await open(1, {}, viewerWith({ role: 'maker', read: ['341102'] }))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await open(1, {}, viewerWith({ role: 'auditor' }))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('leaves kind, first day and evidence of an entry to nobody', async () => {
    const denied = /permission denied/;
    for (const change of [`kind = 'OTHER'`, `from_on = '2016-01-01'`, `evidence = 'x'`, `corrected_on = null`])
      await expect(db.app.query(`update distress_period set ${change}`)).rejects.toThrow(denied);
    await expect(db.app.query(`update entry_correction set reason = 'x'`)).rejects.toThrow(denied);
    await expect(db.app.query('delete from entry_correction')).rejects.toThrow(denied);
  });
});
