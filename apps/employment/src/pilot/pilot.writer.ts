import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import { isCheckViolation, isUniqueViolation } from '@nuan/database';
import { InvalidInputError, NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForRegion, type Refusal, RuleBroken } from '@nuan/federation';
import { newId, RegionLevel, yuan } from '@nuan/kernel';
import { levelOf, refuseRegion } from '@nuan/regions';

import { assertPositive, refuseFuture } from '../act-rules';
import { postPayment } from '../payment/payment-posting';
import { SpendingPurpose } from '../payment/spending-purpose';
import { assertYear } from '../year-range';
import type { PilotCityInput, PlanPilotInput, RecordPilotSpendingInput } from './pilot-write.inputs';
import type { Pilot } from './pilot.entity';
import type { PilotService } from './pilot.service';

/** Plans pilots (试点) with a budget for each city, and records what the cities spend: for whole cities, by who writes for all their unions. */
export class PilotWriter {
  constructor(
    private readonly acts: Acts,
    private readonly pilots: PilotService,
  ) {}

  /** Plans a pilot. @throws ForbiddenError unless the viewer writes in every city of it. */
  async plan(viewer: Viewer, { idempotencyKey: key, ...input }: PlanPilotInput): Promise<Pilot | Refusal> {
    assertCan(viewer, 'pilot:manage');
    assertWritesForRegion(viewer, 'pilot:manage');
    assertYear(input.year);
    assertCities(viewer, input.cities);
    if (input.endsOn != null && input.endsOn < input.startsOn)
      throw new InvalidInputError('endsOn', 'ENDS_AFTER_START', 'The last day is not before the first.');
    return this.acts.once<Pilot, Refusal>(
      viewer,
      'pilot.plan',
      { key, request: input },
      (tx) => enterPilot(tx, input),
      (id) => this.pilots.written(viewer, id),
    );
  }

  /**
   * Records what a city spent; never beyond its share, whoever pays at the same moment.
   *
   * @throws ForbiddenError outside the viewer's write regions. @throws NotFoundError when the city is not of the pilot.
   */
  async spend(viewer: Viewer, { idempotencyKey: key, ...input }: RecordPilotSpendingInput): Promise<Pilot | Refusal> {
    assertMayWrite(viewer, input.city, 'pilot:manage');
    assertWritesForRegion(viewer, 'pilot:manage');
    assertPositive('amount', input.amount);
    return this.acts.once<Pilot, Refusal>(
      viewer,
      'pilot.spend',
      { key, request: input },
      async (tx) => {
        const paidOn = input.paidOn ?? tx.today;
        refuseFuture(tx, 'paidOn', paidOn);
        await postToShare(tx, input, paidOn);
        tx.about('Pilot', input.pilotId);
        tx.within(input.city);
        return input.pilotId;
      },
      (id) => this.pilots.written(viewer, id),
    );
  }
}

function assertCities(viewer: Viewer, cities: readonly PilotCityInput[]): void {
  if (new Set(cities.map(({ city }) => city)).size !== cities.length)
    throw new InvalidInputError('cities', 'CITIES_DISTINCT', 'Name each city once.');
  for (const [at, { city, budget }] of cities.entries()) {
    const field = `cities.${String(at)}`;
    if (levelOf(city) !== RegionLevel.PREFECTURE)
      throw new InvalidInputError(`${field}.city`, 'REGION_CITY', 'Name a city.');
    assertPositive(`${field}.budget`, budget);
    assertMayWrite(viewer, city, 'pilot:manage');
  }
}

async function enterPilot(tx: ActTransaction, input: Omit<PlanPilotInput, 'idempotencyKey'>): Promise<string> {
  for (const [at, { city }] of input.cities.entries()) refuseRegion(tx, `cities.${String(at)}.city`, city);
  const id = newId();
  try {
    await tx.query(
      'insert into pilot (id, name, year, starts_on, ends_on, selection_rule) values ($1, $2, $3, $4, $5, $6)',
      [id, input.name.trim(), input.year, input.startsOn, input.endsOn ?? null, input.selectionRule.trim()],
    );
  } catch (error) {
    if (isUniqueViolation(error, 'pilot_name_year_unique'))
      tx.refuse(new RuleBroken('PILOT_ONCE', 'name', 'A pilot of this name and year is on record.'));
    throw error;
  }
  await tx.query(
    'insert into pilot_city (pilot_id, region_code, budget_fen) select $1, * from unnest($2::text[], $3::bigint[])',
    [id, input.cities.map(({ city }) => city), input.cities.map(({ budget }) => budget)],
  );
  tx.about('Pilot', id);
  tx.note({
    year: input.year,
    cities: input.cities.map(({ city }) => city),
    budget: yuan(input.cities.reduce((sum, { budget }) => sum + budget, 0n)),
  });
  return id;
}

/** The total of the share moves with the posting and its CHECK decides; what is read before only says how much is left. */
async function postToShare(
  tx: ActTransaction,
  { pilotId, city, amount, voucherNo }: Omit<RecordPilotSpendingInput, 'idempotencyKey'>,
  paidOn: string,
): Promise<void> {
  const [share] = await tx.query<{ available: string }[]>(
    'select budget_fen - spent_fen as available from pilot_city where pilot_id = $1 and region_code = $2',
    [pilotId, city],
  );
  if (!share) throw new NotFoundError('Pilot', pilotId);
  try {
    await postPayment(tx, {
      ...{ purpose: SpendingPurpose.PILOT, targetId: pilotId, regionCode: city, paidOn, voucherNo },
      ...{ amountFen: amount, availableFen: BigInt(share.available) },
    });
  } catch (error) {
    if (isCheckViolation(error, 'pilot_city_spent_fen_within_budget'))
      tx.refuse(
        new RuleBroken('WITHIN_BUDGET', 'amount', 'Another payment came first: what is left does not suffice.'),
      );
    throw error;
  }
}
