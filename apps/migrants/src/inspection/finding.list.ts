import { connectionOf, dateField, defineList, enumField, idField, regionField } from '@nuan/federation';

import { FindingState } from './finding-state';
import { InspectionFinding } from './inspection-finding.entity';
import { InspectionKind } from './inspection-kind';

/** Findings of inspections, with the facts of their trip. */
export const findingList = defineList({
  name: 'Finding',
  from: 'inspection_finding f join inspection i on i.id = f.inspection_id',
  id: 'f.id',
  scope: 'i.region_code',
  fields: {
    state: enumField(FindingState, 'f.state', 'What became of it (整改状态).'),
    kind: enumField(InspectionKind, 'i.kind', 'What the inspection looked into (督查类型).'),
    region: regionField('i.region_code', 'Region inspected (督查区域).'),
    inspectionId: idField('f.inspection_id', 'The inspection (督查).'),
    enterpriseId: idField('f.enterprise_id', 'Enterprise it concerns (涉及企业).'),
    foundOn: dateField('f.found_on', 'Day it was found (发现日期).'),
    deadline: dateField('f.deadline_on', 'Day by which it is to be put right (整改期限).'),
  },
  order: {
    FOUND_ON: { sql: 'f.found_on', type: 'date', description: 'Day it was found (发现日期).' },
    DEADLINE: {
      sql: `coalesce(f.deadline_on, 'infinity'::date)`,
      type: 'date',
      description: 'Day by which it is to be put right (整改期限); those without one last.',
    },
  },
  defaultOrder: [['FOUND_ON', 'ASC']],
});

/** A page of findings. */
export const FindingConnection = connectionOf(InspectionFinding, 'Finding', 'findings of inspections (督查发现问题)');
