import { FaultError } from '@nuan/errors';
import pg from 'pg';

import { NOW, type RushGround } from './rush-world';

/**
 * One claim: the pool's row is locked by its own update, the claim gets the next place or the next number of the waiting list,
 * its key is kept, and its audit row ends the statement. Nobody gives a place back during a rush, so full stays full.
 */
const CLAIM = `
with pool as (
  update place_pool set held = held + (held < capacity)::int, waiting = waiting + (held >= capacity)::int,
    last_waiting_no = last_waiting_no + (held >= capacity)::int
  where id = $1 and phase = 'OPEN' and $3::timestamptz >= opens_at and $3::timestamptz < closes_at
  returning region_code, held, last_waiting_no
), claim as (
  insert into place_claim (id, pool_id, worker_id, region_code, state, place_no, waiting_no, claimed_at)
  select gen_random_uuid(), $1, w.id, p.region_code, case when p.last_waiting_no = 0 then 'HELD' else 'WAITING' end,
    case when p.last_waiting_no = 0 then p.held end, nullif(p.last_waiting_no, 0), $3
  from pool p, worker_projection w where w.id = $2
  returning id, region_code, place_no
), kept as (
  insert into idempotency_key (actor, action, key, request_hash, result_id)
  select 'script', 'place.claim', $4, sha256(convert_to($1::text || ' ' || $2::text, 'UTF8')), id from claim
  returning result_id
)
select append_audit(gen_random_uuid(), $3, 'script', 'maker', 'place.claim', c.region_code, '{CultureEvent,Worker,PlaceClaim}',
  array[$1::uuid, $2::uuid, c.id], jsonb_build_object('placed', num_nonnulls(c.place_no), 'queued', num_nulls(c.place_no)))
from claim c join kept k on k.result_id = c.id`;

/** Claims as one would in a script: as the owner, one statement and so one transaction for each, over some connections at once. */
export async function claimByHand(
  ownerUrl: string,
  { eventId, persons }: RushGround,
  connections: number,
): Promise<number> {
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: ownerUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  try {
    const waiting = persons.values();
    const since = performance.now();
    await Promise.all(clients.map((client) => claimThrough(client, eventId, waiting)));
    return performance.now() - since;
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function claimThrough(client: pg.Client, eventId: string, waiting: Iterator<string, unknown>): Promise<void> {
  for (let next = waiting.next(); next.done !== true; next = waiting.next()) {
    const values = [eventId, next.value, NOW, `rush-${next.value}`];
    const { rowCount } = await client.query({ name: 'claim', text: CLAIM, values });
    if (rowCount !== 1) throw new FaultError(`the claim of ${next.value} was not settled`);
  }
}
