import { rowMapping } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { lockRow, moveState, RuleBroken } from '@nuan/federation';
import { newId } from '@nuan/kernel';

import type { ApplicationStatus } from './application-status';
import type { DecisionStage, Verdict } from './decision.entity';
import { FilingApplication } from './filing-application.entity';
import type { FilingEvent } from './filing-event';
import { filingMachine } from './filing.machine';

const rows = rowMapping(FilingApplication, 'filing_application');
const COLUMNS = `${rows.columns}, region_code`;

/** Which application, as the client saw it. */
export interface SeenApplication {
  readonly id: string;
  readonly expectedVersion: number;
}

/** Locks an application for a step and finds where it leads; as `moveState`. */
export async function moveFiling(
  tx: ActTransaction,
  { id, expectedVersion }: SeenApplication,
  event: FilingEvent,
): Promise<{ application: FilingApplication; to: ApplicationStatus }> {
  const { row, to } = await moveState<Record<string, unknown>, ApplicationStatus, FilingEvent>(tx, {
    table: 'filing_application',
    id,
    expectedVersion,
    machine: filingMachine,
    event,
    columns: COLUMNS,
  });
  return { application: rows.map(row), to };
}

/** Locks an application that stays in its state; as `lockRow`. */
export async function lockFiling(
  tx: ActTransaction,
  { id, expectedVersion }: { readonly id: string; readonly expectedVersion: number | null },
): Promise<FilingApplication> {
  const row = await lockRow<Record<string, unknown>>(tx, {
    table: 'filing_application',
    entity: 'FilingApplication',
    id,
    expectedVersion,
    columns: COLUMNS,
  });
  return rows.map(row);
}

/** Writes a step: the new state, what goes with it, and the next version, in one statement. */
export async function writeFiling(
  tx: ActTransaction,
  id: string,
  columns: Readonly<Record<string, unknown>>,
): Promise<void> {
  const sets = Object.keys(columns).map((name, at) => `${name} = $${at + 2}, `);
  await tx.query(`update filing_application set ${sets.join('')} version = version + 1 where id = $1`, [
    id,
    ...Object.values(columns),
  ]);
}

/** Refuses who took part before (I4): four eyes are those of persons, not of roles. The table's constraints refuse them as well. */
export function assertAnother(tx: ActTransaction, before: readonly (string | null)[], step: string): void {
  if (before.includes(tx.viewer.subject))
    tx.refuse(
      new RuleBroken(
        'FOUR_EYES',
        'id',
        'Who took part in an earlier step of this application does not take this one.',
        {
          step,
        },
      ),
    );
}

/** Appends a decision on an application. */
export async function decide(
  tx: ActTransaction,
  { id, round }: FilingApplication,
  stage: DecisionStage,
  verdict: Verdict,
  opinion: string | null,
): Promise<void> {
  await tx.query(
    `insert into decision (id, application_id, stage, verdict, decided_by, decided_at, opinion, round)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [newId(), id, stage, verdict, tx.viewer.subject, tx.now, opinion, round],
  );
  tx.note({ stage, verdict });
}
