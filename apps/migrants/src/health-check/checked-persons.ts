import { writePatterns } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { lockRow, RuleBroken, TransitionRefused } from '@nuan/federation';
import type { LocalDate, OccupationGroup } from '@nuan/kernel';

import { healthCheckMachine } from './health-check.machine';
import type { HealthCheckStatus } from './health-check-status';

/** A batch in which persons are recorded. */
export interface CheckedBatch {
  readonly id: string;
  readonly checkedOn: LocalDate;
}

/** A batch whose row is held. */
export interface HeldBatch extends CheckedBatch {
  readonly region: string;
  readonly occupation: OccupationGroup;
  readonly status: HealthCheckStatus;
  /** Why nobody is recorded in it; null while one may be. */
  readonly barred: RuleBroken | TransitionRefused | null;
}

interface BatchRow {
  readonly region_code: string;
  readonly occupation: OccupationGroup;
  readonly status: HealthCheckStatus;
  readonly checked_on: LocalDate;
}

/** Why persons of a batch aren't counted yet (CHECKS_IN_FUTURE); null from its day on. */
export function beforeChecks(today: LocalDate, checkedOn: LocalDate): RuleBroken | null {
  if (today >= checkedOn) return null;
  return new RuleBroken('CHECKS_IN_FUTURE', 'id', 'Persons are counted on the day of the checks or after it.', {
    checkedOn,
  });
}

/**
 * Holds a batch, so that it isn't closed meanwhile.
 *
 * @throws NotFoundError when it is unknown or outside the viewer's write regions.
 */
export async function holdBatch(tx: ActTransaction, id: string): Promise<HeldBatch> {
  const columns = 'region_code, occupation, status, version, checked_on::text';
  const target = { table: 'health_check_batch', entity: 'HealthCheckBatch', columns, id, expectedVersion: null };
  const row = await lockRow<BatchRow>(tx, target);
  const { region_code: region, occupation, status, checked_on: checkedOn } = row;
  return { id, region, occupation, status, checkedOn, barred: barredIn(tx, row) };
}

/**
 * The region of a batch that a list is about, named to the audit; refuses one in which nobody is recorded any more, or yet.
 *
 * @throws NotFoundError outside the viewer's write regions.
 */
export async function batchOfList(tx: ActTransaction, id: string): Promise<string> {
  const [row] = await tx.query<BatchRow[]>(
    `select region_code, occupation, status, checked_on::text from health_check_batch where id = $1 and region_code like any($2::text[])`,
    [id, writePatterns(tx.viewer)],
  );
  if (!row) throw new NotFoundError('HealthCheckBatch', id);
  const barred = barredIn(tx, row);
  if (barred) tx.refuse(barred);
  tx.about('HealthCheckBatch', id);
  return row.region_code;
}

/** What is known of some persons before they are recorded in a batch. */
export class CheckedPersons {
  private constructor(
    private readonly filed: ReadonlySet<string>,
    private readonly recorded: ReadonlySet<string>,
  ) {}

  /** Asks for all of them in one statement. */
  static async of(tx: ActTransaction, batchId: string, ids: readonly string[]): Promise<CheckedPersons> {
    const rows = await tx.query<{ id: string; isFiled: boolean; isRecorded: boolean }[]>(KNOWN, [batchId, ids]);
    const those = (is: 'isFiled' | 'isRecorded'): ReadonlySet<string> =>
      new Set(rows.filter((row) => row[is]).map(({ id }) => id));
    return new CheckedPersons(those('isFiled'), those('isRecorded'));
  }

  /** Whether a person belongs to a filed household. */
  isFiled(id: string): boolean {
    return this.filed.has(id);
  }

  /** Whether it is on record that a person was checked in the batch. */
  isRecorded(id: string): boolean {
    return this.recorded.has(id);
  }
}

/** Records in one statement that persons were checked: members of filed households, each once; the ids of the new records by person. */
export async function recordPersons(
  tx: ActTransaction,
  { id, checkedOn }: CheckedBatch,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const made = await tx.query<{ id: string; person: string }[]>(RECORD, [id, checkedOn, personIds]);
  tx.about('Worker', personIds);
  return new Map(made.map((record) => [record.person, record.id]));
}

/** How many persons a batch names, wherever they live and whoever's members they are. */
export async function namedIn(tx: ActTransaction, batchId: string): Promise<number> {
  const sql = 'select count(*)::integer as named from service_record where health_check_batch_id = $1';
  const [row] = await beyondRegions('persons of several counties and unions are checked in one batch', () =>
    tx.query<{ named: number }[]>(sql, [batchId]),
  );
  return row?.named ?? 0;
}

/** Makes a batch count no fewer persons than it names: it is counted then, and more may have come than are named. */
export async function countNamed(tx: ActTransaction, { id, status }: HeldBatch): Promise<void> {
  const named = await namedIn(tx, id);
  await tx.query(COUNT, [id, healthCheckMachine.target(status, 'RECORD'), named]);
  tx.note({ named });
}

function barredIn(tx: ActTransaction, { status, checked_on: on }: BatchRow): RuleBroken | TransitionRefused | null {
  if (healthCheckMachine.target(status, 'RECORD') === null)
    return new TransitionRefused(healthCheckMachine, status, 'RECORD');
  return beforeChecks(tx.today, on);
}

const KNOWN = `
select w.id, w.household_id is not null as "isFiled",
  exists (select from service_record s where s.health_check_batch_id = $1 and s.worker_id = w.id) as "isRecorded"
from worker_projection w where w.id = any($2::uuid[])`;

const RECORD = `
insert into service_record (id, household_id, worker_id, region_code, kind, health_check_batch_id, served_on)
select gen_random_uuid(), w.household_id, w.id, w.region_code, 'HEALTH_CHECK', $1, $2
from worker_projection w where w.id = any($3::uuid[]) and w.household_id is not null
  and not exists (select from service_record s where s.health_check_batch_id = $1 and s.worker_id = w.id)
returning id, worker_id as person`;

const COUNT = `
update health_check_batch set status = $2, version = version + 1, persons = greatest(persons, $3),
  persons_precision = case when persons < $3 then 'AT_LEAST' else persons_precision end
where id = $1`;
