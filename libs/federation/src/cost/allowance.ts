import { SERVICE_DEPARTMENT, type Viewer } from '@nuan/auth';

import type { CostLimits } from './cost-control';

/** What a client of class LOW may spend, of what a partner department may. */
const LOW_SHARE = 0.25;

/**
 * Units that a caller may spend in a minute; null where nothing limits it. A partner department's client has the partners' allowance,
 * a quarter of it in class LOW, and as much as everybody in class HIGH. Our own services, which follow each other's feeds, count as
 * everybody.
 */
export function allowanceOf({ role, department, credential }: Viewer, limits: CostLimits): number | null {
  const { perMinute, partnerPerMinute = perMinute } = limits;
  if (role !== 'partner' || department === SERVICE_DEPARTMENT) return perMinute;
  switch (credential?.rateClass) {
    case 'HIGH':
      return perMinute;
    case 'LOW':
      return partnerPerMinute === null ? null : Math.ceil(partnerPerMinute * LOW_SHARE);
    default:
      return partnerPerMinute;
  }
}
