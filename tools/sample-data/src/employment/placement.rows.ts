import { dateOf, dayOf } from '../days';
import { enterpriseIdOf } from '../enterprises';
import { personIdOf } from '../persons';
import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { fundedOn, projectRegionOf } from './startup.rows';
import { regionOf, type TrainingPlan } from './training-plan';

/** A placement of the sample, before it becomes a row. */
export interface PlannedPlacement {
  readonly person: number;
  readonly enterprise: number;
  /** Position of the start-up leader, for a hire. */
  readonly leader: number | null;
  readonly region: string;
  readonly placedOn: number;
  readonly routes: readonly string[];
  /** Null while it is too early to ask. */
  readonly retained3m: boolean | null;
  readonly retained6m: boolean | null;
}

const FIRST = dayOf('2016-02-15');
const LAST = dayOf('2016-12-26');
const ASKED = dayOf('2017-01-23');
const DAYS_3M = 92;
const DAYS_6M = 184;
/** Our rule: nine in ten keep a job for three months, and nine in ten of those for six. */
const KEPT = 0.9;

function planned(
  world: World,
  tools: SampleTools,
  plan: Omit<PlannedPlacement, 'retained3m' | 'retained6m'>,
): PlannedPlacement {
  const random = tools.random('retention', plan.person);
  const keeps = [random.chance(KEPT), random.chance(KEPT)] as const;
  const retained3m = plan.placedOn + DAYS_3M > ASKED ? null : keeps[0];
  const retained6m = plan.placedOn + DAYS_6M > ASKED ? null : keeps[0] && keeps[1];
  return { ...plan, retained3m, retained6m };
}

/** Everyone placed in 2016 by training, referral or a demonstration unit, and then every start-up hire. */
export function* placementsOf(world: World, plan: TrainingPlan, tools: SampleTools): Iterable<PlannedPlacement> {
  const { placed, startupHires, leaders } = world.employment2016;
  for (const { personIndex: person, routes, employerIndex: enterprise } of placed) {
    const random = tools.random('placed-on', person);
    const completedOn = plan.completedOn.get(person);
    const placedOn = completedOn === undefined ? random.between(FIRST, LAST) : completedOn + random.between(5, 35);
    yield planned(world, tools, {
      person,
      enterprise,
      leader: null,
      region: regionOf(world, person),
      placedOn,
      routes,
    });
  }
  for (const { personIndex: person, leader } of startupHires) {
    const placedOn = tools.random('placed-on', person).between(fundedOn(leader) + 10, LAST);
    const enterprise = leaders[leader]?.enterpriseIndex ?? 0;
    const region = projectRegionOf(world, leader);
    yield planned(world, tools, { person, enterprise, leader, region, placedOn, routes: ['STARTUP_HIRE'] });
  }
}

/** A job that wasn't kept ended in the second or in the fifth month. */
function endOf({ placedOn, retained3m, retained6m }: PlannedPlacement): string | null {
  if (retained3m === false) return dateOf(placedOn + 50);
  return retained6m === false ? dateOf(placedOn + 140) : null;
}

const askedOn = (day: number, retained: boolean | null): string | null => (retained === null ? null : dateOf(day));

const proofOf = (kind: string, person: number, retained: boolean | null): string | null =>
  retained === true ? `SAMPLE-${kind}2016-${String(person).padStart(7, '0')}` : null;

function rowOf(placement: PlannedPlacement, world: World, tools: SampleTools): readonly CopyValue[] {
  const { person, enterprise, leader, region, placedOn, routes, retained3m, retained6m } = placement;
  const wageFen = BigInt(tools.random('wage', person).between(36, 72)) * 5000n;
  const isMigrant = world.persons[person]?.isMigrant ?? false;
  return [
    ...[tools.id('placement', person), personIdOf(person), enterpriseIdOf(enterprise)],
    ...[leader === null ? null : tools.id('startup-project', leader), region, isMigrant, dateOf(placedOn), routes],
    ...[wageFen, retained3m, retained6m, endOf(placement), `SAMPLE-HT2016-${String(person).padStart(7, '0')}`],
    ...[askedOn(placedOn + DAYS_3M, retained3m), proofOf('GZ', person, retained3m)],
    ...[askedOn(placedOn + DAYS_6M, retained6m), proofOf('SB', person, retained6m)],
  ];
}

/** The placements of 2016. */
export function placementLoads(world: World, plan: TrainingPlan, tools: SampleTools): TableLoad[] {
  const columns = [
    'id',
    'person_id',
    'employer_id',
    'startup_project_id',
    'region_code',
    'is_migrant',
    'placed_on',
    'routes',
    'wage_fen',
    'retained_3m',
    'retained_6m',
    'ended_on',
    'contract_ref',
    'retained_3m_on',
    'retained_3m_proof',
    'retained_6m_on',
    'retained_6m_proof',
  ];
  return [
    {
      table: 'placement',
      columns,
      *rows() {
        for (const placement of placementsOf(world, plan, tools)) yield rowOf(placement, world, tools);
      },
    },
  ];
}
