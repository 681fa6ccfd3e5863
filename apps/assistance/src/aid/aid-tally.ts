import { countOf } from '@nuan/federation';
import { AidPurpose, CountPrecision, DeliveryMode, FundSource, TargetGroupKind } from '@nuan/kernel';

import { unitOf } from '../target-group-unit';
import { AidByGroup, AidByPurpose, AidBySource, AidStats } from './aid-stats';

/** One part of the money: a dimension, its value, how many beneficiaries, how many fen; null where that is withheld. */
export interface AidPart {
  readonly dimension: 'source' | 'group' | 'purpose' | 'mode' | 'beneficiaries';
  readonly key: string;
  readonly n: number | null;
  readonly amountFen: bigint | null;
}

/** How exact the counts of some groups are; EXACT for those not named. */
export type GroupPrecision = ReadonlyMap<string, CountPrecision>;

/** What is known beside the parts. */
export interface AidWhole {
  readonly precision: GroupPrecision;
  readonly asOf: Date;
  /** The money of all parts where it can't be added up, because some of them are withheld. */
  readonly distributed?: bigint | null;
  /** Whether anything was withheld beside the parts. */
  readonly suppressed?: boolean;
}

/** Adds parts up to the published shape. Values come in the order of their vocabulary; those without a part are left out. */
export function tallyAid(parts: readonly AidPart[], { precision, asOf, ...whole }: AidWhole): AidStats {
  const sums = new Map<string, { n: number | null; amountFen: bigint | null }>();
  for (const { dimension, key, n, amountFen } of parts) {
    const sum = sums.get(`${dimension}:${key}`);
    if (sum) Object.assign(sum, { n: plus(sum.n, n), amountFen: plusFen(sum.amountFen, amountFen) });
    else sums.set(`${dimension}:${key}`, { n, amountFen });
  }
  const amountOf = (dimension: AidPart['dimension'], key: string): bigint | null | undefined =>
    sums.get(`${dimension}:${key}`)?.amountFen;
  const modes = Object.values(DeliveryMode).map((mode) => orNone(amountOf('mode', mode)));
  const distributed = whole.distributed === undefined ? modes.reduce(plusFen, 0n) : whole.distributed;
  const cash = orNone(amountOf('mode', DeliveryMode.CASH));
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
        const n = countOfNone(sums.get(`beneficiaries:${group}`)?.n);
        const count = n === null ? null : countOf(n, unitOf(group), precision.get(group) ?? CountPrecision.EXACT);
        return Object.assign(new AidByGroup(), { group, count, amount });
      },
    ),
    byPurpose: present(
      Object.values(AidPurpose),
      (purpose) => amountOf('purpose', purpose),
      (purpose, amount) => Object.assign(new AidByPurpose(), { purpose, amount }),
    ),
    nonCashRate: nonCashRate(distributed, cash),
    suppressed: whole.suppressed ?? false,
    asOf,
  });
}

function present<K, T>(
  keys: readonly K[],
  amountOf: (key: K) => bigint | null | undefined,
  make: (key: K, amount: bigint | null) => T,
): T[] {
  return keys.flatMap((key) => {
    const amount = amountOf(key);
    return amount === undefined ? [] : [make(key, amount)];
  });
}

function nonCashRate(distributed: bigint | null, cash: bigint | null): number | null {
  if (distributed === null || cash === null || distributed === 0n) return null;
  return Number(((distributed - cash) * 1_000_000n) / distributed) / 1_000_000;
}

function plus(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : left + right;
}

function plusFen(left: bigint | null, right: bigint | null): bigint | null {
  return left === null || right === null ? null : left + right;
}

/** A part that isn't there is nothing; one that is withheld stays so. */
function orNone(amountFen: bigint | null | undefined): bigint | null {
  return amountFen === undefined ? 0n : amountFen;
}

function countOfNone(n: number | null | undefined): number | null {
  return n === undefined ? 0 : n;
}
