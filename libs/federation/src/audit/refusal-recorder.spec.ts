import { setTimeout } from 'node:timers/promises';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import { FaultError, ForbiddenError } from '@nuan/errors';
import { Acts, readTrail } from '@nuan/facts';
import { newId, systemClock } from '@nuan/kernel';
import { createLogger } from '@nuan/telemetry';
import { useTestDatabase, viewerWith } from '@nuan/testing';

import { parcelDatabase } from '../../testing/parcel.database';
import { type TreeServer, treeServer } from '../../testing/tree.server';
import { RuleBroken } from '../write/outcomes';
import { RefusalRecorder } from './refusal-recorder';

const logger = createLogger({ name: 'test', level: 'silent' });

interface Row {
  readonly actor: string;
  readonly region_code: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

describe('refusals', () => {
  const db = useTestDatabase(parcelDatabase);
  let recorder: RefusalRecorder;
  let trees: TreeServer;
  let seen = '0';

  beforeAll(async () => {
    recorder = new RefusalRecorder(new Acts(db.app, systemClock), logger);
    trees = await treeServer({ introspection: ['admin'], refusals: recorder });
  });
  afterAll(() => trees.app.close());
  beforeEach(async () => {
    const [last] = await db.owner.query<{ seq: string }[]>(
      'select coalesce(max(seq), 0)::text as seq from audit_entry',
    );
    seen = last?.seq ?? '0';
  });

  /** Rows of this test, in the order in which they were written. */
  const onRecord = (): Promise<Row[]> =>
    db.owner.query<Row[]>(
      `select actor, region_code, detail - 'since' as detail from audit_entry
       where action = 'access.refuse' and seq > $1 order by seq`,
      [seen],
    );
  const written = async (): Promise<Row[]> => {
    await recorder.write();
    return onRecord();
  };
  const details = async (): Promise<unknown[]> => (await written()).map(({ detail }) => detail);

  it.each(['RATE_LIMITED', 'FOUR_EYES', 'FORBIDDEN_SELF_APPROVAL'])(
    'are on record where an act was given up by the rule %s, with the act',
    async (rule) => {
      const viewer = viewerWith({ role: 'county', read: ['340102'] });
      for (let n = 0; n < 3; n += 1) recorder.noteOutcome(viewer, 'person.reveal', new RuleBroken(rule, 'id', 'No.'));
      expect(await details()).toEqual([{ rule, count: 3, fields: ['person.reveal'] }]);
    },
  );

  it('are not on record for the everyday outcomes of an act', async () => {
    const viewer = viewerWith({ role: 'maker' });
    recorder.noteOutcome(viewer, 'filing.submit', new RuleBroken('CONSENT_REQUIRED', 'consentId', 'Give it.'));
    recorder.noteOutcome(viewer, 'filing.submit', {});
    expect(await written()).toEqual([]);
  });

  it('are on record for rights that were missing, and for rows that are not there for the caller, which tell of a walk through ids', async () => {
    for (const how of ['refusal', 'unknown', 'unknown'])
      await trees.post({ query: `{ broken(how: "${how}") { id } }` });
    expect(await details()).toEqual([
      { right: 'worker:read', count: 1, fields: ['broken'] },
      { unknown: 'Tree', count: 2, fields: ['broken'] },
    ]);
  });

  it('are on record for questions about the schema', async () => {
    await trees.post({ query: '{ __schema { queryType { name } } }' }, { role: 'county' });
    await trees.post({ query: '{ __schema { queryType { name } } }' }, { role: 'admin' });
    expect(await details()).toEqual([{ right: 'schema:read', count: 1, fields: ['operation'] }]);
  });

  it('are on record for a token that holds and is not good for this subgraph, and for no other that is turned away', async () => {
    const query = { query: '{ __typename }' };
    const stray = await trees.token({ role: 'partner', subject: 'stray', subgraph: 'lakes', region: '340100' });
    const bound = await trees.token({ role: 'partner', subject: 'bound', contract: 'none-of-ours', region: '340100' });
    for (const token of [stray, bound, 'x.y.z'])
      expect((await trees.post(query, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
    const detail = { rule: 'TOKEN_NOT_FOR_THIS_SUBGRAPH', count: 1, fields: ['operation'] };
    expect(await written()).toEqual([
      { actor: 'stray', region_code: '340100', detail },
      { actor: 'bound', region_code: '340100', detail },
    ]);
  });

  describe('of one caller within seconds', () => {
    const token = { tokenId: null, issuer: 'test', client: null, issuedAtS: 0, contract: null, rateClass: null };
    const forbidden = new ForbiddenError('household:read');
    const officer = (onBehalfOf: string | null, emergencyId: string | null, read = ['340102']): Viewer => ({
      ...viewerWith({ role: 'county', subject: 'officer', read }),
      credential: { ...token, onBehalfOf, emergencyId },
    });

    it('are one row with their number and the first twenty fields', async () => {
      for (let n = 0; n < 30; n += 1) recorder.noteRefusal(officer(null, null), forbidden, `field${n % 25}`);
      const [row, ...more] = await written();
      expect([row?.detail['count'], row?.detail['fields'], more]).toEqual([30, expect.any(Array), []]);
      expect(row?.detail['fields']).toHaveLength(20);
    });

    it('are told apart by whom the caller stood in for, by the emergency, and by the regions', async () => {
      const emergencyId = newId();
      const capacities = [
        officer(null, null),
        officer('maker-2', null),
        officer('maker-3', null),
        officer(null, emergencyId),
        officer(null, null, ['340202']),
      ];
      for (const viewer of [...capacities, ...capacities]) recorder.noteRefusal(viewer, forbidden);
      const rows = (await written()).map(({ region_code, detail: { onBehalfOf, emergencyId: under, count } }) => [
        ...[region_code, onBehalfOf, under, count],
      ]);
      expect(rows).toEqual([
        ['340102', undefined, undefined, 2],
        ['340102', 'maker-2', undefined, 2],
        ['340102', 'maker-3', undefined, 2],
        ['340102', undefined, emergencyId, 2],
        ['340202', undefined, undefined, 2],
      ]);
    });

    it('are seen by the auditors of each of the caller’s regions, with what was refused', async () => {
      const started = new Date();
      recorder.noteRefusal(officer(null, null, ['340102', '3402']), forbidden, 'households');
      await recorder.write();
      for (const pattern of ['340102%', '3402%']) {
        const asked = { regionPatterns: [pattern], actor: 'officer', since: started, first: 1 };
        const [act] = await readTrail(db.app, asked);
        const detail = { right: 'household:read', count: 1, fields: ['households'] };
        expect(act).toMatchObject({ actor: 'officer', action: 'access.refuse', detail });
      }
      expect(await onRecord()).toHaveLength(2);
    });
  });

  it('are tried again where they could not be written, together with those that came meanwhile', async () => {
    const acts = new Acts(db.app, systemClock);
    let isBroken = true;
    const perform: Acts['perform'] = (...given) =>
      isBroken ? Promise.reject(new FaultError('no connection')) : acts.perform(...given);
    const shaky = new RefusalRecorder({ perform } as Acts, logger);
    const viewer = viewerWith({ role: 'county', read: ['340102'] });
    shaky.noteRefusal(viewer, new ForbiddenError('plan:read'), 'first');
    const failing = shaky.write();
    shaky.noteRefusal(viewer, new ForbiddenError('plan:read'), 'meanwhile');
    await failing;
    expect(await onRecord()).toEqual([]);
    isBroken = false;
    await shaky.write();
    await shaky.write();
    expect((await onRecord()).map(({ detail }) => detail)).toEqual([
      { right: 'plan:read', count: 2, fields: ['first', 'meanwhile'] },
    ]);
  });

  it('are written at once when a thousand kinds of them wait, and while they can’t be, not for each one anew', async () => {
    let attempts = 0;
    const perform = (): Promise<never> => {
      attempts += 1;
      return Promise.reject(new FaultError('no connection'));
    };
    const shaky = new RefusalRecorder({ perform } as never, logger);
    const viewer = viewerWith({ role: 'county', read: ['340102'] });
    const noteKinds = async (from: number, to: number): Promise<number> => {
      for (let n = from; n < to; n += 1) shaky.noteRefusal(viewer, new ForbiddenError(`kind${n}`));
      await setTimeout(50);
      return attempts;
    };
    expect(await noteKinds(0, 999)).toBe(0);
    expect(await noteKinds(999, 1_000)).toBe(1_000);
    expect(await noteKinds(1_000, 1_100)).toBe(1_000);
  });
});
