import { type Viewer } from '@nuan/auth';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { isWithin, RegionLevel, yuan } from '@nuan/kernel';

/** What is to be approved, as far as the limits ask. */
export interface ToApprove {
  readonly regionCode: string;
  /** Fen of the largest payment. */
  readonly largestFen: bigint;
  /** Fen of all of them. */
  readonly totalFen: bigint;
  readonly isBatch: boolean;
}

interface LimitRow {
  readonly level: RegionLevel;
  readonly per_payment_fen: string | null;
  readonly per_batch_fen: string | null;
}

const LEVEL_OF_PREFIX: Readonly<Record<number, RegionLevel>> = {
  2: RegionLevel.PROVINCE,
  4: RegionLevel.PREFECTURE,
  6: RegionLevel.COUNTY,
};
const UPWARDS = [RegionLevel.COUNTY, RegionLevel.PREFECTURE, RegionLevel.PROVINCE] as const;

/** The level at which a viewer decides about a region: that of the widest of its regions around it. */
export function levelOf(viewer: Viewer, regionCode: string): RegionLevel {
  const widest = Math.min(
    6,
    ...viewer.writePrefixes.filter((prefix) => isWithin(regionCode, prefix)).map((prefix) => prefix.length),
  );
  return LEVEL_OF_PREFIX[widest] ?? RegionLevel.COUNTY;
}

/** Refuses an approver whose level's limit is below what is asked, and names the level that may (审批权限). */
export async function assertWithinLimit(tx: ActTransaction, asked: ToApprove): Promise<void> {
  const level = levelOf(tx.viewer, asked.regionCode);
  const rows = await tx.query<LimitRow[]>('select level, per_payment_fen, per_batch_fen from approval_limit');
  const limits = new Map(rows.map((row) => [row.level, row]));
  const holds = (at: RegionLevel): boolean => {
    const limit = limits.get(at);
    if (limit === undefined) return false;
    if (limit.per_payment_fen !== null && asked.largestFen > BigInt(limit.per_payment_fen)) return false;
    return !asked.isBatch || limit.per_batch_fen === null || asked.totalFen <= BigInt(limit.per_batch_fen);
  };
  if (holds(level)) return;
  const allowed = UPWARDS.find(holds);
  tx.refuse(
    new RuleBroken(
      'APPROVAL_LIMIT',
      'id',
      'This is above what your level may approve: hand it to an approver of the level named.',
      {
        level,
        approverLevel: allowed ?? 'NONE',
        largest: yuan(asked.largestFen),
        total: yuan(asked.totalFen),
      },
    ),
  );
}

/** Who has acted on a payment or a batch so far. */
export interface Officers {
  readonly filed_by: string;
  readonly approved_by: string | null;
  readonly second_approved_by?: string | null;
}

/** Refuses whoever filed or approved it already: money moves between different people only. */
export function assertAnother(tx: ActTransaction, officers: Officers, act: 'APPROVAL' | 'PAYMENT'): void {
  const { subject } = tx.viewer;
  if (![officers.filed_by, officers.approved_by, officers.second_approved_by].includes(subject)) return;
  const message =
    act === 'APPROVAL'
      ? 'Whoever filed or approved it does not approve it again: have another officer do so.'
      : 'Whoever filed or approved it does not pay it: have another officer do so.';
  tx.refuse(new RuleBroken(`FORBIDDEN_SELF_${act}`, 'id', message));
}
