import { connectionOf, dateField, defineList, enumField, regionField, textField } from '@nuan/federation';

import { Inspection } from './inspection.entity';
import { InspectionKind } from './inspection-kind';
import { InspectionState } from './inspection-state';

/** Inspections. */
export const inspectionList = defineList({
  name: 'Inspection',
  from: 'inspection i',
  id: 'i.id',
  scope: 'i.region_code',
  fields: {
    kind: enumField(InspectionKind, 'i.kind', 'What it looked into (督查类型).'),
    state: enumField(InspectionState, 'i.state', 'State of the trip (督查状态).'),
    title: textField('i.title', 'Title (名称).'),
    region: regionField('i.region_code', 'Region inspected (督查区域).'),
    startsOn: dateField('i.starts_on', 'First day (开始日期).'),
    endsOn: dateField('i.ends_on', 'Last day (结束日期).'),
  },
  order: {
    STARTS_ON: { sql: 'i.starts_on', type: 'date', description: 'First day (开始日期).' },
    REGION: { sql: 'i.region_code', type: 'text', description: 'Region code (行政区划代码).' },
  },
  defaultOrder: [['STARTS_ON', 'DESC']],
});

/** A page of inspections. */
export const InspectionConnection = connectionOf(Inspection, 'Inspection', 'inspections (专项督查)');
