import type { AidPurpose, ArchiveTier, TargetGroupKind } from '@nuan/kernel';
import { isWithin, regionPrefix } from '@nuan/kernel';

import type { Fund } from './fund.entity';

/** The earmark of a fund and the region that it is of. */
export type Earmark = Pick<Fund, 'ruleGroups' | 'rulePurposes' | 'ruleTiers' | 'ruleRegions' | 'regionCode'>;

/** What a payment is, in the terms of an earmark. */
export interface AdmissionCase {
  readonly group: TargetGroupKind;
  readonly purpose: AidPurpose;
  /** Tier of the household's file; null for a beneficiary without one. */
  readonly tier: ArchiveTier | null;
  /** Region of the beneficiary. */
  readonly regionCode: string;
}

/** What of a payment an earmark doesn't admit. */
export type AdmissionRefusal = 'GROUP' | 'PURPOSE' | 'TIER' | 'REGION';

/**
 * What the earmark of a fund refuses of a payment (I14); null when it admits it. The same rule in SQL is `fund_admits`, for
 * batches; a test holds them together.
 */
export function refusedBy(fund: Earmark, { group, purpose, tier, regionCode }: AdmissionCase): AdmissionRefusal | null {
  if (!fund.ruleGroups.includes(group)) return 'GROUP';
  if (!fund.rulePurposes.includes(purpose)) return 'PURPOSE';
  if (fund.ruleTiers.length > 0 && (tier === null || !fund.ruleTiers.includes(tier))) return 'TIER';
  const isUnder = (code: string): boolean => isWithin(regionCode, regionPrefix(code));
  if (!isUnder(fund.regionCode)) return 'REGION';
  return fund.ruleRegions.length === 0 || fund.ruleRegions.some(isUnder) ? null : 'REGION';
}

/** Whether the earmark of a fund admits a payment (I14). */
export function admits(fund: Earmark, payment: AdmissionCase): boolean {
  return refusedBy(fund, payment) === null;
}
