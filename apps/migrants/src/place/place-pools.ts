import { writePatterns } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';

import type { PlacePhase } from './place-phase';
import { PlacePool } from './place-pool.entity';

const pools = rowMapping(PlacePool, 'p');

/** Places that are to be given out. */
export interface NewPlaces {
  /** Whose places they are: an event's or a trip's id. */
  readonly owner: { readonly cultureEventId: string } | { readonly returnServiceId: string };
  readonly regionCode: string;
  readonly capacity: number;
  readonly opensAt: Date;
  readonly closesAt: Date;
}

/** Makes the pool of a new event or trip; a window that ends before it begins is refused (WINDOW_DISORDERED). */
export async function preparePlaces(tx: ActTransaction, places: NewPlaces): Promise<void> {
  const { owner, regionCode, capacity, opensAt, closesAt } = places;
  if (opensAt >= closesAt)
    tx.refuse(new RuleBroken('WINDOW_DISORDERED', 'closesAt', 'The window ends after it begins.'));
  const [eventId, tripId] = 'cultureEventId' in owner ? [owner.cultureEventId, null] : [null, owner.returnServiceId];
  await tx.query(
    `insert into place_pool (id, culture_event_id, return_service_id, region_code, phase, capacity, opens_at, closes_at)
     values (coalesce($1::uuid, $2::uuid), $1, $2, $3, 'PREPARED', $4, $5, $6)`,
    [eventId, tripId, regionCode, capacity, opensAt, closesAt],
  );
}

/** Opens or settles the places of an event or trip, whose row the caller holds; does nothing where there are none. */
export async function setPhase(tx: ActTransaction, id: string, phase: PlacePhase): Promise<void> {
  await tx.query('update place_pool set phase = $2 where id = $1', [id, phase]);
}

/** Takes every place back, with the event or trip that is given up. */
export async function takeBackPlaces(tx: ActTransaction, id: string): Promise<void> {
  await tx.query(`update place_pool set phase = 'SETTLED', held = 0, waiting = 0 where id = $1`, [id]);
  await tx.query(
    `update place_claim set state = 'CANCELLED', place_no = null, version = version + 1
     where pool_id = $1 and state in ('HELD','WAITING')`,
    [id],
  );
}

/**
 * Locks a pool: who holds it numbers the next places.
 *
 * @param entity GraphQL type that the id is of, for NOT_FOUND.
 * @throws NotFoundError when the id is unknown, has no places, or lies outside the viewer's write regions.
 */
export async function lockPlaces(tx: ActTransaction, entity: string, id: string): Promise<PlacePool> {
  const rows = isUuid(id)
    ? await tx.query<Record<string, unknown>[]>(
        `select ${pools.columns} from place_pool p where p.id = $1 and p.region_code like any($2::text[]) for update`,
        [id, writePatterns(tx.viewer)],
      )
    : [];
  const [row] = rows.map(pools.map);
  if (!row) throw new NotFoundError(entity, id);
  tx.about(entity, id);
  tx.within(row.regionCode);
  return row;
}
