import {
  booleanField,
  connectionOf,
  dateField,
  defineList,
  enumArrayField,
  enumField,
  guardedField,
  idField,
  moneyField,
  regionField,
} from '@nuan/federation';
import { DistressKind, DiversionRoute, Industry } from '@nuan/kernel';

import { PlacementRoute } from './placement-route';
import { Placement } from './placement.entity';

/** Placements with the facts of the person and of the employer, which come from the projections. */
export const placementList = defineList({
  name: 'Placement',
  from: `placement p left join worker_projection w on w.id = p.person_id
    left join enterprise_projection e on e.id = p.employer_id`,
  id: 'p.id',
  scope: 'p.region_code',
  fields: {
    route: enumArrayField(PlacementRoute, 'p.routes', 'Routes into the job (就业途径): eq asks for one among them.'),
    placedOn: dateField('p.placed_on', 'First day in the job (就业日期).'),
    region: regionField('p.region_code', 'Region that counts it (所在区域).'),
    isMigrant: booleanField('p.is_migrant', 'Whether the person was a migrant worker (农民工).'),
    retained6m: booleanField(
      'p.retained_6m',
      'Whether the job lasted six months (稳定就业六个月); isNull true: not asked yet.',
    ),
    wage: guardedField('INCOME', moneyField('p.wage_fen', 'Monthly wage (月工资).')),
    personId: idField('p.person_id', 'The person (职工).'),
    employerId: idField('p.employer_id', 'The employer (用人单位); isNull true: self-employed.'),
    startupProjectId: idField('p.startup_project_id', 'The start-up project that took the person on (创业项目).'),
    isFiled: booleanField(
      '(w.household_id is not null)',
      'Whether the person belongs to a filed household (建档困难职工家庭).',
    ),
    diversion: enumField(DiversionRoute, 'w.diversion', 'Route of a diverted worker (分流安置渠道).'),
    employerIndustry: enumField(Industry, 'e.industry', 'Industry of the employer (所属行业).'),
    employerDistress: enumField(DistressKind, 'e.distress', 'Distress of the employer (困难企业类型).'),
    employerIsDemonstration: booleanField(
      'e.is_demonstration',
      'Whether the employer is a demonstration unit (支持就业示范单位).',
    ),
  },
  order: {
    PLACED_ON: { sql: 'p.placed_on', type: 'date', description: 'First day in the job (就业日期).' },
    REGION: { sql: 'p.region_code', type: 'text', description: 'Region code (行政区划代码).' },
  },
  defaultOrder: [['PLACED_ON', 'DESC']],
});

/** A page of placements. */
export const PlacementConnection = connectionOf(Placement, 'Placement', 'placements (就业安置)');
