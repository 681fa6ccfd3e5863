import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { lockRow, RuleBroken, TransitionRefused } from '@nuan/federation';
import type { DistressKind, LocalDate, StateMachine } from '@nuan/kernel';
import { brokenByRegion } from '@nuan/regions';

import type { DemonstrationStatus } from './demonstration-status';
import { EnterpriseStatus } from './enterprise-status';
import { enterpriseMachine } from './enterprise.machine';

/** Columns of an enterprise that its writers decide by. */
export interface EnterpriseRow {
  readonly id: string;
  readonly region_code: string;
  readonly union_id: string | null;
  readonly distress_kind: DistressKind | null;
  readonly distress_from_on: LocalDate | null;
  readonly demonstration_status: DemonstrationStatus | null;
  readonly demonstration_nominated_by: string | null;
  readonly closed_on: LocalDate | null;
  readonly closed_reason: string | null;
  readonly version: number;
}

/** A step of the life of an enterprise. */
export type EnterpriseEvent = (typeof enterpriseMachine.transitions)[number]['event'];

/**
 * Locks an enterprise for the act; whatever is recorded of it waits in line. Refuses one that is deregistered.
 *
 * @throws NotFoundError when the id is unknown or outside the viewer's write regions.
 */
export async function holdEnterprise(
  tx: ActTransaction,
  id: string,
  expectedVersion: number | null,
  field = 'id',
): Promise<EnterpriseRow> {
  const row = await lockRow<EnterpriseRow>(tx, { table: 'enterprise', entity: 'Enterprise', id, expectedVersion });
  if (row.closed_on !== null)
    tx.refuse(
      new RuleBroken(
        'ENTERPRISE_REGISTERED',
        field,
        'The enterprise is deregistered: nothing is recorded of it any more.',
        {
          closedOn: row.closed_on,
        },
      ),
    );
  return row;
}

/**
 * Locks an enterprise and refuses a step that its state doesn't have.
 *
 * @throws NotFoundError when the id is unknown or outside the viewer's write regions.
 */
export async function stepEnterprise(
  tx: ActTransaction,
  { id, expectedVersion }: { readonly id: string; readonly expectedVersion: number },
  eventOf: EnterpriseEvent | ((row: EnterpriseRow) => EnterpriseEvent),
): Promise<EnterpriseRow> {
  const row = await lockRow<EnterpriseRow>(tx, { table: 'enterprise', entity: 'Enterprise', id, expectedVersion });
  const from = recordedStatus(row);
  const event = typeof eventOf === 'string' ? eventOf : eventOf(row);
  const to = enterpriseMachine.target(from, event);
  if (to === null) return tx.refuse(new TransitionRefused(enterpriseMachine as unknown as StateMachine, from, event));
  tx.note({ from, to, event });
  return row;
}

/** What is on record, the day of the act apart: a deregistration may be dated before it is recorded, never after. */
export function recordedStatus(row: Pick<EnterpriseRow, 'closed_on' | 'distress_kind'>): EnterpriseStatus {
  if (row.closed_on !== null) return EnterpriseStatus.CLOSED;
  return row.distress_kind === null ? EnterpriseStatus.NORMAL : EnterpriseStatus.DISTRESSED;
}

/** Where an enterprise was on a day: what it moved from by the first move after that day, else where it is. */
export async function regionOnDay(tx: ActTransaction, row: EnterpriseRow, onDate: LocalDate): Promise<string> {
  const [move] = await beyondRegions('an enterprise may have moved between other counties before it came', () =>
    tx.query<{ from_region_code: string }[]>(
      'select from_region_code from enterprise_move where enterprise_id = $1 and moved_on > $2 order by moved_on limit 1',
      [row.id, onDate],
    ),
  );
  return move?.from_region_code ?? row.region_code;
}

/**
 * The region in which a fact of that day lies; refuses (REGION_VALID_ON) a day on which the division didn't exist (I32).
 *
 * @param field path of the input field that states the day.
 */
export async function regionOfFact(
  tx: ActTransaction,
  row: EnterpriseRow,
  onDate: LocalDate,
  field: string,
): Promise<string> {
  const code = await regionOnDay(tx, row, onDate);
  const broken = brokenByRegion(code, onDate, field);
  if (broken !== null) tx.refuse(broken);
  return code;
}

/** The rule that a day to come breaks; null for today and before. */
export function brokenByFuture(onDate: LocalDate, today: LocalDate, field: string): RuleBroken | null {
  if (onDate <= today) return null;
  return new RuleBroken('NOT_IN_THE_FUTURE', field, 'Record what has happened: the day is still to come.', { today });
}

/** Refuses when there is something to refuse. */
export function refuseIf(tx: ActTransaction, problem: RuleBroken | null): void {
  if (problem) tx.refuse(problem);
}

/** Raises the version of a held enterprise unless the database has done so in this act. */
export async function raiseVersion(tx: ActTransaction, { id, version }: EnterpriseRow): Promise<void> {
  await tx.query('update enterprise set version = version + 1 where id = $1 and version = $2', [id, version]);
}
