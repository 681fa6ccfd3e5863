import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { newId } from '@nuan/kernel';

import { assertPlace, assertEnterpriseKnown } from '../region-and-enterprise';
import { namedBeyond, nameWorkers, type WageTotals } from './named-workers';
import { nextCaseNo } from './wage-case-number';
import type { ReportWageCaseInput } from './wage-case.inputs';
import { wageCaseMachine } from './wage-case.machine';
import { defaultDeadlineOn } from './wage-deadline';

/** Takes a case up: its number, its deadline by the calendar, and the workers whom the unions know. */
export async function insertReport(
  tx: ActTransaction,
  input: Omit<ReportWageCaseInput, 'idempotencyKey'>,
): Promise<string> {
  const reportedOn = input.reportedOn ?? tx.today;
  assertPlace(tx, input.regionCode, reportedOn);
  if (reportedOn > tx.today) {
    const message = 'A case is taken up today at the latest.';
    tx.refuse(new RuleBroken('REPORTED_IN_FUTURE', 'reportedOn', message, { latest: tx.today }));
  }
  assertOwed(tx, input.owed);
  await assertEnterpriseKnown(tx, input.enterpriseId);
  const workerIds = input.workerIds ?? [];
  await assertWorkers(tx, workerIds, input);
  const id = newId();
  const caseNo = await nextCaseNo(tx, input.regionCode, reportedOn);
  await tx.query(
    `insert into wage_case (id, case_no, enterprise_id, region_code, inspection_id, workers, owed_fen, state, reported_on, deadline_on, reported_by)
     values ($1, $2, $3, $4, $5, $6, $7, '${wageCaseMachine.initial}', $8, $9, $10)`,
    [
      ...[id, caseNo, input.enterpriseId, input.regionCode, input.inspectionId ?? null, input.workers, input.owed],
      ...[reportedOn, defaultDeadlineOn(reportedOn), tx.viewer.subject],
    ],
  );
  await nameWorkers(
    tx,
    id,
    workerIds.map((workerId) => ({ workerId, owed: null, months: null })),
  );
  return id;
}

/** Refuses (AMOUNT_POSITIVE) a case about nothing. */
export function assertOwed(tx: ActTransaction, owed: bigint): void {
  if (owed > 0n) return;
  tx.refuse(new RuleBroken('AMOUNT_POSITIVE', 'owed', 'A case is about wages that are owed: more than 0.00.'));
}

async function assertWorkers(tx: ActTransaction, workerIds: readonly string[], counted: WageTotals): Promise<void> {
  const beyond = namedBeyond({ workers: workerIds.length, owed: 0n }, counted, 'workerIds');
  if (beyond) tx.refuse(beyond);
  const [known] = await tx.query<{ count: number }[]>(
    'select count(*)::int as count from worker_projection where id = any($1::uuid[])',
    [workerIds],
  );
  const unknown = workerIds.length - (known?.count ?? 0);
  if (unknown > 0) {
    const message = 'Some of these workers are not known here: count them and leave their ids out.';
    tx.refuse(new RuleBroken('WORKER_UNKNOWN', 'workerIds', message, { unknown }));
  }
}
