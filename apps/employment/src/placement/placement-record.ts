import { beyondRegions } from '@nuan/database';
import { InvalidInputError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';

import { employerOf } from '../employer';
import { holdPerson } from '../held-person';
import { placePerson } from './person-placement';
import { hireByReferral } from './placement-referral';
import { PlacementRoute } from './placement-route';
import type { RecordPlacementInput } from './placement-write.inputs';

const { DEMONSTRATION_UNIT, REFERRAL, SELF_EMPLOYED, STARTUP_HIRE, TRAINING } = PlacementRoute;

/** A placement as an officer or a row of a list states it. */
export type PlacementToRecord = Omit<RecordPlacementInput, 'idempotencyKey'>;

/**
 * Routes of one placement.
 *
 * @throws InvalidInputError (ROUTES_DISTINCT) for none, or one that is there twice.
 */
export function assertRoutes(routes: readonly PlacementRoute[]): void {
  if (routes.length === 0 || new Set(routes).size !== routes.length)
    throw new InvalidInputError('routes', 'ROUTES_DISTINCT', 'Give at least one route, each once.');
}

/**
 * Records in its act who was brought into work, with proof, and returns the id; each route must be true of the person and the employer.
 *
 * @throws NotFoundError when the person is outside the viewer's write regions, or employer or referral unknown.
 */
export async function recordPlacement(tx: ActTransaction, input: PlacementToRecord): Promise<string> {
  const person = await holdPerson(tx, input.personId);
  const placedOn = input.placedOn ?? tx.today;
  await refuseUntrueRoutes(tx, input, placedOn);
  const { referralId = null, employerId = null } = input;
  if (referralId !== null) await hireByReferral(tx, { referralId, personId: person.id, employerId, placedOn });
  return placePerson(tx, {
    ...{ person, placedOn, employerId, referralId, startupProjectId: null, regionCode: person.regionCode },
    ...{ routes: input.routes, wage: input.wage ?? null, contractRef: input.contractRef },
  });
}

async function refuseUntrueRoutes(
  tx: ActTransaction,
  { routes, employerId, referralId, personId }: PlacementToRecord,
  placedOn: LocalDate,
): Promise<void> {
  const refuse = (rule: string, field: string, message: string): never =>
    tx.refuse(new RuleBroken(rule, field, message));
  if (routes.includes(STARTUP_HIRE)) refuse('HIRE_OF_PROJECT', 'routes', 'Record a hire with its start-up project.');
  if (routes.includes(SELF_EMPLOYED) !== (employerId == null))
    refuse('EMPLOYER_OF_ROUTE', 'employerId', 'Name the employer, or none for the self-employed.');
  if (routes.includes(REFERRAL) !== (referralId != null))
    refuse('REFERRAL_OF_ROUTE', 'referralId', 'Name the referral for the route REFERRAL, and only for it.');
  const employer = employerId == null ? null : await employerOf(tx, employerId);
  if (routes.includes(DEMONSTRATION_UNIT) && employer?.isDemonstration !== true)
    refuse('DEMONSTRATION_UNIT_SELECTED', 'routes', 'The employer is no demonstration unit.');
  if (routes.includes(TRAINING) && !(await wasTrained(tx, personId, placedOn)))
    refuse('TRAINED_BEFORE', 'routes', 'The person had completed no training by that day.');
}

async function wasTrained(tx: ActTransaction, personId: string, placedOn: LocalDate): Promise<boolean> {
  const [trained] = await beyondRegions('a person may have been trained in another county', () =>
    tx.query<{ id: string }[]>('select id from enrollment where person_id = $1 and completed_on <= $2::date limit 1', [
      personId,
      placedOn,
    ]),
  );
  return trained !== undefined;
}
