import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Acts } from '@nuan/facts';
import { systemClock } from '@nuan/kernel';
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
});
