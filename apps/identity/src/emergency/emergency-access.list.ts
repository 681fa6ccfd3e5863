import {
  booleanField,
  connectionOf,
  dateField,
  defineList,
  idField,
  instantField,
  regionField,
} from '@nuan/federation';

import { EmergencyAccess } from './emergency-access.entity';

/** How emergency accesses are filtered, sorted and paged. */
export const emergencyAccessList = defineList({
  name: 'EmergencyAccess',
  from: 'emergency_access e',
  id: 'e.id',
  scope: 'e.region_code',
  fields: {
    userId: idField('e.user_id', 'Who opened it (启用人).'),
    region: regionField('e.region_code', 'The smallest division that holds all its regions (所在区划).'),
    openedAt: instantField('e.opened_at', 'When it began (启用时间).'),
    reviewed: booleanField('(e.reviewed_at is not null)', 'Whether it is reviewed (是否复核).'),
    reviewDueOn: dateField('e.review_due_on', 'Last day of its review (复核期限).'),
  },
  order: {
    OPENED_AT: { sql: 'e.opened_at', type: 'timestamptz', description: 'When it began (启用时间).' },
    REVIEW_DUE_ON: { sql: 'e.review_due_on', type: 'date', description: 'Last day of its review (复核期限).' },
  },
  defaultOrder: [['OPENED_AT', 'DESC']],
});

/** A page of emergency accesses. */
export const EmergencyAccessConnection = connectionOf(
  EmergencyAccess,
  'EmergencyAccess',
  'emergency accesses (应急授权)',
);
