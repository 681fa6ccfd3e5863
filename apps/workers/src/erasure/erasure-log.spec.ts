import { describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { useTestDatabase } from '@nuan/testing';

import { workersSubgraph } from '../workers.subgraph';

const CHANGES = 20_000;

describe('the log of the feed', () => {
  const db = useTestDatabase(workersSubgraph.database);

  it.each([
    ['a person', 'person_token_erased'],
    ['a file', 'household_traces_erased'],
  ])('is not read whole when %s is erased', async (_what, erasing) => {
    await db.owner.query(
      `insert into change (entity, entity_id, version, facts)
       select 'Worker', gen_random_uuid(), 1, '{"numberToken": "aabb"}' from generate_series(1, $1)`,
      [CHANGES],
    );
    await db.owner.query('analyze change');
    const [found] = await db.owner.query<{ source: string }[]>(
      `select prosrc as source from pg_proc where proname = $1`,
      [erasing],
    );
    const [statement = ''] = /update change [^;]*/.exec(found?.source ?? '') ?? [];
    const plan = await db.owner.query<object[]>(`explain ${statement.replace('new.id', `'${newId()}'::uuid`)}`);
    expect(JSON.stringify(plan)).toContain('change_entity_id_idx');
    expect(JSON.stringify(plan)).not.toContain('Seq Scan');
  });
});
