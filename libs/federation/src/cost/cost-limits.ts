import { wholeNumber } from '@nuan/config';

import type { CostLimits } from './cost-control';

/**
 * The limits of every endpoint unless it is configured otherwise: the dearest of the saved questions may cost half of `maxCost`, and a
 * dashboard that asks once a second stays below a hundredth of the allowance. A partner department follows a feed and asks for pages of its own cases with a tenth of it.
 */
export const DEFAULT_COST_LIMITS: CostLimits = { maxCost: 50_000, perMinute: 600_000, partnerPerMinute: 60_000 };

/** The environment variables that set the limits. */
export const COST_VARIABLES = {
  NUAN_MAX_COST: wholeNumber(DEFAULT_COST_LIMITS.maxCost),
  NUAN_COST_PER_MINUTE: wholeNumber(DEFAULT_COST_LIMITS.perMinute ?? 0),
  NUAN_PARTNER_COST_PER_MINUTE: wholeNumber(DEFAULT_COST_LIMITS.partnerPerMinute ?? 0),
} as const;

/** The limits that the variables give; 0 a minute means no limit. */
export function costLimitsOf(read: {
  readonly NUAN_MAX_COST: number;
  readonly NUAN_COST_PER_MINUTE: number;
  readonly NUAN_PARTNER_COST_PER_MINUTE: number;
}): CostLimits {
  return {
    maxCost: read.NUAN_MAX_COST,
    perMinute: read.NUAN_COST_PER_MINUTE || null,
    partnerPerMinute: read.NUAN_PARTNER_COST_PER_MINUTE || null,
  };
}
