import { assertCan, type Viewer, writePatterns } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { moveState, type Refusal, RuleBroken } from '@nuan/federation';

import { type PlaceClaim } from './place-claim.entity';
import { placeClaimMachine } from './place-claim.machine';
import type { PlaceClaimService } from './place-claim.service';
import { PlaceClaimState } from './place-claim-state';
import type { CancelPlaceInput } from './place.inputs';
import { PlacePhase } from './place-phase';
import { lockPlaces } from './place-pools';

const MOVE_UP = `
with moved as (update place_claim set state = 'HELD', place_no = $2, version = version + 1
where id = (select id from place_claim where pool_id = $1 and state = 'WAITING' order by waiting_no limit 1)
returning id, worker_id) select id, worker_id from moved`;

const OWNER = `select p.id, case when p.culture_event_id is null then 'ReturnService' else 'CultureEvent' end as entity
from place_claim c join place_pool p on p.id = c.pool_id where c.id = $1 and c.region_code like any($2::text[])`;

/** Gives places and seats back (取消名额). */
export class PlaceClaimWriter {
  constructor(
    private readonly acts: Acts,
    private readonly claims: PlaceClaimService,
  ) {}

  /**
   * Gives a place back; in the same act it goes to the first on the waiting list, with its number. Who waits leaves the list.
   *
   * @throws NotFoundError when the claim is unknown or outside the viewer's write regions.
   */
  async cancel(viewer: Viewer, { id, expectedVersion }: CancelPlaceInput): Promise<PlaceClaim | Refusal> {
    assertCan(viewer, 'event:join');
    const outcome = await this.acts.perform<string, Refusal>(viewer, 'place.cancel', async (tx) => {
      const owner = await this.ownerOf(tx, id);
      const pool = await lockPlaces(tx, owner.entity, owner.id);
      if (pool.phase === PlacePhase.SETTLED)
        tx.refuse(new RuleBroken('PLACES_SETTLED', 'id', 'The list is final: nothing is given back any more.'));
      const { row } = await moveState<ClaimRow, PlaceClaimState, PlaceClaimEvent>(tx, {
        ...{ table: 'place_claim', id, expectedVersion, machine: placeClaimMachine, event: 'CANCEL', column: 'state' },
      });
      const cancel = `update place_claim set state = 'CANCELLED', place_no = null, version = version + 1 where id = $1`;
      await tx.query(cancel, [id]);
      const isHeld = row.state === PlaceClaimState.HELD;
      const movedUp = isHeld && (await moveUp(tx, pool.id, row.place_no));
      const [held, waiting] = isHeld ? [movedUp ? 0 : 1, movedUp ? 1 : 0] : [0, 1];
      await tx.query('update place_pool set held = held - $2, waiting = waiting - $3 where id = $1', [
        ...[pool.id, held, waiting],
      ]);
      return id;
    });
    return typeof outcome === 'string' ? this.claims.written(viewer, outcome) : outcome;
  }

  /** Whose place it is, so that the pool is locked before the claim, as those who claim do. */
  private async ownerOf(tx: ActTransaction, id: string): Promise<{ readonly id: string; readonly entity: string }> {
    const [owner] = await tx.query<{ id: string; entity: string }[]>(OWNER, [id, writePatterns(tx.viewer)]);
    if (!owner) throw new NotFoundError('PlaceClaim', id);
    return owner;
  }
}

interface ClaimRow {
  readonly state: PlaceClaimState;
  readonly place_no: number | null;
}

type PlaceClaimEvent = (typeof placeClaimMachine.transitions)[number]['event'];

/** The first who waits gets the place, of whichever union; it is told to the audit, and nobody else. */
async function moveUp(tx: ActTransaction, poolId: string, placeNo: number | null): Promise<boolean> {
  const [moved] = await beyondRegions('who waits longest may be a member of another union', () =>
    tx.query<{ id: string; worker_id: string }[]>(MOVE_UP, [poolId, placeNo]),
  );
  if (!moved) return false;
  tx.about('PlaceClaim', moved.id);
  tx.about('Worker', moved.worker_id);
  return true;
}
