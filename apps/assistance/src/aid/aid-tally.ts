import { countOf } from '@nuan/federation';
import { AidPurpose, CountPrecision, FundSource, TargetGroupKind } from '@nuan/kernel';

import { DeliveryMode } from '../disbursement/delivery-mode';
import { unitOf } from '../target-group-unit';
import { AidByGroup, AidByPurpose, AidBySource, AidStats } from './aid-stats';

/** One part of the money: a dimension, its value, how many beneficiaries, how many fen. */
export interface AidPart {
  readonly dimension: 'source' | 'group' | 'purpose' | 'mode' | 'beneficiaries';
  readonly key: string;
  readonly n: number;
  readonly amountFen: bigint;
}

/** How exact the counts of some groups are; EXACT for those not named. */
export type GroupPrecision = ReadonlyMap<string, CountPrecision>;

/** Adds parts up to the published shape. Values come in the order of their vocabulary; those without a part are left out. */
export function tallyAid(parts: readonly AidPart[], precision: GroupPrecision, asOf: Date): AidStats {
  const sums = new Map<string, { n: number; amountFen: bigint }>();
  for (const { dimension, key, n, amountFen } of parts) {
    const sum = sums.get(`${dimension}:${key}`);
    if (sum) Object.assign(sum, { n: sum.n + n, amountFen: sum.amountFen + amountFen });
    else sums.set(`${dimension}:${key}`, { n, amountFen });
  }
  const amountOf = (dimension: AidPart['dimension'], key: string): bigint | undefined =>
    sums.get(`${dimension}:${key}`)?.amountFen;
  const modes = Object.values(DeliveryMode).map((mode) => ({ mode, amountFen: amountOf('mode', mode) ?? 0n }));
  const distributed = modes.reduce((total, { amountFen }) => total + amountFen, 0n);
  const cash = amountOf('mode', DeliveryMode.CASH) ?? 0n;
  return Object.assign(new AidStats(), {
    distributed,
    bySource: present(
      Object.values(FundSource),
      (source) => amountOf('source', source),
      (source, amount) => Object.assign(new AidBySource(), { source, amount }),
    ),
    byGroup: present(
      Object.values(TargetGroupKind),
      (group) => amountOf('group', group),
      (group, amount) => {
        const n = sums.get(`beneficiaries:${group}`)?.n ?? 0;
        const count = countOf(n, unitOf(group), precision.get(group) ?? CountPrecision.EXACT);
        return Object.assign(new AidByGroup(), { group, count, amount });
      },
    ),
    byPurpose: present(
      Object.values(AidPurpose),
      (purpose) => amountOf('purpose', purpose),
      (purpose, amount) => Object.assign(new AidByPurpose(), { purpose, amount }),
    ),
    nonCashRate: distributed === 0n ? null : Number(((distributed - cash) * 1_000_000n) / distributed) / 1_000_000,
    suppressed: false,
    asOf,
  });
}

function present<K, T>(
  keys: readonly K[],
  amountOf: (key: K) => bigint | undefined,
  make: (key: K, amount: bigint) => T,
): T[] {
  return keys.flatMap((key) => {
    const amount = amountOf(key);
    return amount === undefined ? [] : [make(key, amount)];
  });
}
