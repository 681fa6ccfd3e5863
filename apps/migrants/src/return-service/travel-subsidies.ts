import { writePatterns } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { lockRow, RuleBroken } from '@nuan/federation';
import { DeliveryMode, newId } from '@nuan/kernel';

import { ReturnKind } from './return-kind';
import type { LockedReturn } from './return-service.writer';
import { ReturnStatus } from './return-status';

/** How a subsidy is paid: to an account of who travels. Assistance holds its payments to the same. */
const BY_ACCOUNT: readonly DeliveryMode[] = [DeliveryMode.BANK_CARD, DeliveryMode.PASSBOOK];

/** A travel subsidy that is to be asked for (交通补贴). */
export interface WantedSubsidy {
  readonly personId: string;
  readonly amount: bigint;
  readonly mode: DeliveryMode;
}

/** A return service whose row is held. */
export interface HeldReturn {
  readonly id: string;
  readonly regionCode: string;
  /** Why nothing of the wanted kind is done of it; null while it is open. */
  readonly notOpen: RuleBroken | null;
}

/** A person has one subsidy of a service. */
export const SUBSIDY_ONCE = new RuleBroken(
  'SUBSIDY_ALREADY_REQUESTED',
  'subsidies',
  'One of these has a subsidy of this service already; nothing was asked for.',
);

/**
 * What is wrong with a subsidy by itself; null for nothing.
 *
 * @param path where it stands in the input, such as `subsidies.0.`.
 */
export function subsidyBreaks({ amount, mode }: Pick<WantedSubsidy, 'amount' | 'mode'>, path = ''): RuleBroken | null {
  if (amount <= 0n) return amountMissing(`${path}amount`);
  if (BY_ACCOUNT.includes(mode)) return null;
  const message = 'A subsidy is paid to the person’s own card or passbook.';
  return new RuleBroken('REQUEST_MODE', `${path}mode`, message, { modes: BY_ACCOUNT.join(',') });
}

/** That an amount is nothing. */
export function amountMissing(field: string): RuleBroken {
  return new RuleBroken('AMOUNT_NOT_POSITIVE', field, 'An amount is more than nothing.');
}

/**
 * Holds a service, so that it stays open.
 *
 * @throws NotFoundError when it is unknown or outside the viewer's write regions.
 */
export async function holdReturn(tx: ActTransaction, id: string, kind: ReturnKind): Promise<HeldReturn> {
  const target = { table: 'return_service', entity: 'ReturnService', id, expectedVersion: null };
  const row = await lockRow<LockedReturn>(tx, target);
  return { id, regionCode: row.region_code, notOpen: unlessOpen(row, kind) };
}

/**
 * The region of a service whose subsidies a list asks for, named to the audit; refuses (RETURN_NOT_OPEN) one that isn't open for it.
 *
 * @throws NotFoundError outside the viewer's write regions.
 */
export async function serviceOfList(tx: ActTransaction, id: string): Promise<string> {
  const sql = 'select kind, status, region_code from return_service where id = $1 and region_code like any($2::text[])';
  const [row] = await tx.query<LockedReturn[]>(sql, [id, writePatterns(tx.viewer)]);
  if (!row) throw new NotFoundError('ReturnService', id);
  const notOpen = unlessOpen(row, ReturnKind.TRANSPORT_SUBSIDY);
  if (notOpen) tx.refuse(notOpen);
  tx.about('ReturnService', id);
  return row.region_code;
}

/**
 * Asks for subsidies in one statement; the ids of the requests by person, without those who have one of this service already. The unique
 * constraint decides, also for two officers at the same moment.
 */
export async function requestSubsidies(
  tx: ActTransaction,
  { id, regionCode }: HeldReturn,
  subsidies: readonly WantedSubsidy[],
): Promise<ReadonlyMap<string, string>> {
  const made = await tx.query<{ id: string; worker: string }[]>(REQUEST, [
    ...[id, regionCode, tx.today, subsidies.map(() => newId()), subsidies.map(({ personId }) => personId)],
    ...[subsidies.map(({ amount }) => String(amount)), subsidies.map(({ mode }) => mode)],
  ]);
  if (made.length > 0) await tx.query('update return_service set version = version + 1 where id = $1', [id]);
  tx.about(
    'Worker',
    made.map(({ worker }) => worker),
  );
  return new Map(made.map((request) => [request.worker, request.id]));
}

function unlessOpen({ kind, status }: Pick<LockedReturn, 'kind' | 'status'>, wanted: ReturnKind): RuleBroken | null {
  if (kind === wanted && status === ReturnStatus.OPEN) return null;
  const message = `This is done of an open service of the kind ${wanted}.`;
  return new RuleBroken('RETURN_NOT_OPEN', 'returnServiceId', message, { kind, status });
}

const REQUEST = `
insert into travel_subsidy_request (id, return_service_id, worker_id, region_code, amount_fen, mode, requested_on)
select n.id, $1, n.worker_id, $2, n.amount_fen, n.mode, $3
from unnest($4::uuid[], $5::uuid[], $6::bigint[], $7::text[]) n (id, worker_id, amount_fen, mode)
on conflict (return_service_id, worker_id) do nothing returning id, worker_id as worker`;
