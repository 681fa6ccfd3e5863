import { connectionOf, defineList, enumField, regionField } from '@nuan/federation';
import { FileStatus } from '@nuan/kernel';

import { Household } from '../references/household.reference';

/**
 * Households that a campaign should have reached: those whose file is in force. The gap of one campaign is this list
 * without the campaign's beneficiaries.
 */
export const eligibleHouseholdList = defineList({
  name: 'EligibleHousehold',
  from: 'household_projection h',
  id: 'h.id',
  scope: 'h.region_code',
  fields: {
    region: regionField('h.region_code', 'Region of the household (所在区域).'),
    status: enumField(FileStatus, 'h.status', 'State of the file (档案状态).'),
  },
  order: {
    REGION: { sql: 'h.region_code', type: 'text', description: 'Region code (行政区划代码).' },
  },
  defaultOrder: [['REGION', 'ASC']],
});

/** A page of households that a campaign has missed; workers gives each its file. */
export const CoverageGapConnection = connectionOf(
  Household,
  'CoverageGap',
  'households that a campaign has not reached (未覆盖困难职工家庭)',
  {
    nullableNodes: true,
  },
);
