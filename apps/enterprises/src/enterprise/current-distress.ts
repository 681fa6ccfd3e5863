import type { DistressKind, LocalDate } from '@nuan/kernel';

import type { Enterprise } from './enterprise.entity';
import { EnterpriseStatus } from './enterprise-status';

/** The distress that an enterprise is in on a day, as its open period says; null without one or before it began. */
export function distressOn(
  enterprise: Pick<Enterprise, 'distressKind' | 'distressFromOn'>,
  onDate: LocalDate,
): DistressKind | null {
  const { distressKind, distressFromOn } = enterprise;
  return distressFromOn !== null && distressFromOn <= onDate ? distressKind : null;
}

/** The state of an enterprise on a day: closed before distressed before normal. */
export function statusOn(
  enterprise: Pick<Enterprise, 'distressKind' | 'distressFromOn' | 'closedOn'>,
  onDate: LocalDate,
): EnterpriseStatus {
  if (enterprise.closedOn !== null && enterprise.closedOn <= onDate) return EnterpriseStatus.CLOSED;
  return distressOn(enterprise, onDate) === null ? EnterpriseStatus.NORMAL : EnterpriseStatus.DISTRESSED;
}
