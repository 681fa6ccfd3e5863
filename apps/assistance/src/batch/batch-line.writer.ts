import { createHash } from 'node:crypto';

import { isWithin, newId, regionPrefix } from '@nuan/kernel';
import { ConflictError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { assertWritesForUnions, RuleBroken } from '@nuan/federation';

import { assertAmount, refuseDuplicate } from '../disbursement/disbursement-filing';
import { type BatchMoney, payingAllocations } from './paying-allocations';
import type { BatchLineInput } from './payment-batch.inputs';

/** A batch as its lines need it. */
export interface BatchOfLines extends BatchMoney {
  readonly id: string;
  readonly region_code: string;
}

interface ResolvedLine {
  readonly id: string;
  readonly key: string;
  readonly hash: Buffer;
  readonly payeeId: string;
  readonly householdId: string | null;
  readonly regionCode: string;
  readonly allocationId: string;
  readonly input: BatchLineInput;
}

/**
 * Adds lines to a batch that is being drawn up (添加明细): all of them or none. A line whose key is there already is the same
 * line and passed over; with anything else in it, the key is refused.
 *
 * @returns how many are new.
 */
export async function addLines(
  tx: ActTransaction,
  batch: BatchOfLines,
  inputs: readonly BatchLineInput[],
): Promise<number> {
  inputs.forEach(({ amount }, at) => assertAmount(amount, `lines.${at}.amount`));
  const open = await withoutKnown(tx, batch, inputs);
  if (open.length === 0) return 0;
  const lines = await resolve(tx, batch, open);
  await insertLines(tx, batch.id, lines).catch((error: unknown) => refuseDuplicate(tx, error));
  tx.about(
    'Disbursement',
    lines.map(({ id }) => id),
  );
  return lines.length;
}

/** Everything that makes two lines the same, in a fixed order. */
function hashOf(line: BatchLineInput): Buffer {
  const { householdId, payeeId, regionCode, enterpriseId, studentId, topUpOfId, medicalEvidenceId, amount } = line;
  const parts = [
    householdId,
    payeeId,
    regionCode,
    enterpriseId,
    studentId,
    topUpOfId,
    medicalEvidenceId,
    String(amount),
  ];
  return createHash('sha256')
    .update(JSON.stringify(parts.map((part) => part ?? null)))
    .digest();
}

const keyOf = (batch: BatchOfLines, { key }: BatchLineInput): string => `${batch.id}/${key}`;

type Placed = readonly [at: number, line: BatchLineInput];

async function withoutKnown(
  tx: ActTransaction,
  batch: BatchOfLines,
  inputs: readonly BatchLineInput[],
): Promise<Placed[]> {
  const known = await tx.query<{ key: string; hash: Buffer | null }[]>(
    'select idempotency_key as key, request_hash as hash from disbursement where idempotency_key = any($1::text[])',
    [inputs.map((line) => keyOf(batch, line))],
  );
  const hashes = new Map(known.map(({ key, hash }) => [key, hash]));
  return inputs.flatMap((line, at): Placed[] => {
    const hash = hashes.get(keyOf(batch, line));
    if (hash === undefined) return [[at, line]];
    if (hash?.equals(hashOf(line)) === true) return [];
    throw new ConflictError('IDEMPOTENCY_KEY_REUSED', 'This key was used for another line; take a new key.', {
      field: `lines.${at}.key`,
    });
  });
}

async function resolve(tx: ActTransaction, batch: BatchOfLines, open: readonly Placed[]): Promise<ResolvedLine[]> {
  const households = await tx.query<{ id: string; regionCode: string; unionId: string; headId: string }[]>(
    'select id, region_code as "regionCode", union_id as "unionId", head_worker_id as "headId" from household_projection where id = any($1::uuid[])',
    [open.flatMap(([, { householdId }]) => householdId ?? [])],
  );
  const unions = households.map(({ unionId }) => unionId);
  await assertWritesForUnions(tx, unions, 'lines', 'batch:file');
  const byId = new Map(households.map((household) => [household.id, household]));
  const found = open.map(([at, input]) => {
    const household = input.householdId ? byId.get(input.householdId) : undefined;
    const regionCode = household?.regionCode ?? (input.householdId ? '' : (input.regionCode ?? ''));
    if (!isWithin(regionCode, regionPrefix(batch.region_code)) || regionCode.endsWith('0000'))
      tx.refuse(lineOutside(at, input));
    const payeeId = input.payeeId ?? household?.headId;
    if (!payeeId) return tx.refuse(new RuleBroken('PAYEE_REQUIRED', `lines.${at}.payeeId`, 'Name the person paid.'));
    return { at, input, regionCode, payeeId };
  });
  const allocations = await payingAllocations(
    tx,
    batch,
    found.map(({ regionCode }) => regionCode),
  );
  return found.map(({ at, input, regionCode, payeeId }) => {
    const allocationId = allocations.get(regionCode);
    if (allocationId === undefined)
      return tx.refuse(
        new RuleBroken('NO_MONEY_FOR_REGION', `lines.${at}`, 'The fund has no allocation for this region.', {
          regionCode,
        }),
      );
    const householdId = input.householdId ?? null;
    return {
      id: newId(),
      key: keyOf(batch, input),
      hash: hashOf(input),
      payeeId,
      householdId,
      regionCode,
      allocationId,
      input,
    };
  });
}

const lineOutside = (at: number, { householdId }: BatchLineInput): RuleBroken =>
  new RuleBroken(
    'LINE_IN_REGION',
    householdId ? `lines.${at}.householdId` : `lines.${at}.regionCode`,
    'The beneficiary is unknown, or of a county outside the region of the batch.',
  );

const INSERT = `
with line as (
  select * from unnest($2::uuid[], $3::text[], $4::bytea[], $5::uuid[], $6::uuid[], $7::text[], $8::uuid[], $9::uuid[], $10::uuid[], $11::uuid[],
    $12::bigint[], $15::uuid[]) with ordinality l (id, key, hash, payee_id, household_id, region_code, allocation_id, enterprise_id, student_id,
    top_up_of_id, amount_fen, medical_evidence_id, place)
), made as (
  insert into disbursement (id, status, batch_id, position, campaign_code, target_group, purpose, mode, cash_reason, amount_fen, payee_id,
    household_id, enterprise_id, student_id, medical_evidence_id, top_up_of_id, union_id, region_code, fund_id, allocation_id, source, idempotency_key,
    request_hash, filed_by, filed_at)
  select l.id, 'DRAFT', b.id, b.line_count + l.place, b.campaign_code, b.target_group, b.purpose, b.mode, b.cash_reason, l.amount_fen,
    l.payee_id, l.household_id, l.enterprise_id, l.student_id, l.medical_evidence_id, l.top_up_of_id, a.to_union_id, l.region_code, a.fund_id, a.id, a.source,
    l.key, l.hash, $13, $14
  from line l join allocation a on a.id = l.allocation_id join payment_batch b on b.id = $1
  returning amount_fen
)
update payment_batch b set line_count = b.line_count + m.made, total_fen = b.total_fen + m.fen, version = b.version + 1
from (select count(*)::int as made, coalesce(sum(amount_fen), 0)::bigint as fen from made) m where b.id = $1`;

async function insertLines(tx: ActTransaction, batchId: string, lines: readonly ResolvedLine[]): Promise<void> {
  await tx.query(INSERT, [
    batchId,
    lines.map(({ id }) => id),
    lines.map(({ key }) => key),
    lines.map(({ hash }) => hash),
    lines.map(({ payeeId }) => payeeId),
    lines.map(({ householdId }) => householdId),
    lines.map(({ regionCode }) => regionCode),
    lines.map(({ allocationId }) => allocationId),
    lines.map(({ input }) => input.enterpriseId ?? null),
    lines.map(({ input }) => input.studentId ?? null),
    lines.map(({ input }) => input.topUpOfId ?? null),
    lines.map(({ input }) => String(input.amount)),
    tx.viewer.subject,
    tx.now,
    lines.map(({ input }) => input.medicalEvidenceId ?? null),
  ]);
}
