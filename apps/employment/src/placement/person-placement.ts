import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { type LocalDate, newId } from '@nuan/kernel';

import { assertPositive, refuseFuture } from '../act-rules';
import type { HeldPerson } from '../held-person';
import type { PlacementRoute } from './placement-route';

/** A placement to be recorded, of a person whom the act holds. */
export interface NewPlacement {
  readonly person: HeldPerson;
  readonly employerId: string | null;
  readonly startupProjectId: string | null;
  readonly referralId: string | null;
  /** Region that counts it. */
  readonly regionCode: string;
  readonly placedOn: LocalDate;
  readonly routes: readonly PlacementRoute[];
  readonly wage: bigint | null;
  readonly contractRef: string;
}

/**
 * Records that a person was brought into work and returns the id; refuses (PLACED_ONCE) a second job that lasts with the same
 * employer. The triggers then recompute what the person reached in the year (I27).
 */
export async function placePerson(tx: ActTransaction, placement: NewPlacement): Promise<string> {
  const { person, employerId, startupProjectId, referralId, regionCode, placedOn, routes, wage, contractRef } =
    placement;
  refuseFuture(tx, 'placedOn', placedOn);
  if (wage !== null) assertPositive('wage', wage);
  const [lasting] = await beyondRegions('a person may work in another county', () =>
    tx.query<{ id: string }[]>(
      'select id from placement where person_id = $1 and employer_id is not distinct from $2::uuid and ended_on is null',
      [person.id, employerId],
    ),
  );
  if (lasting)
    tx.refuse(
      new RuleBroken('PLACED_ONCE', 'personId', 'The person is in this job already: end that placement first.', {
        placementId: lasting.id,
      }),
    );
  const id = newId();
  await tx.query(
    `insert into placement (id, person_id, employer_id, startup_project_id, referral_id, region_code, is_migrant, placed_on,
       routes, wage_fen, contract_ref)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[id, person.id, employerId, startupProjectId, referralId, regionCode, person.isMigrant, placedOn],
      ...[routes, wage, contractRef.trim()],
    ],
  );
  tx.about('Placement', id);
  tx.within(regionCode);
  tx.note({ placedOn, routes });
  return id;
}
