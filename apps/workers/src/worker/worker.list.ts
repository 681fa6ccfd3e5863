import { booleanField, connectionOf, dateField, defineList, enumField, idField, regionField } from '@nuan/federation';
import { DistressKind, DiversionRoute, Industry, OccupationGroup } from '@nuan/kernel';

import { EmploymentStatus } from './employment-status';
import { HouseholdRelation } from './household-relation';
import { ModelWorkerLevel } from './model-worker-level';
import { Worker } from './worker.entity';

/** Persons with the facts of their employer, which come from the projection. */
export const workerList = defineList({
  name: 'Worker',
  from: 'worker w left join enterprise_projection e on e.id = w.employer_id',
  id: 'w.id',
  scope: 'w.region_code',
  fields: {
    region: regionField('w.region_code', 'Region of the person (所在区域).'),
    unionId: idField('w.union_id', 'Union of the person (所属工会).'),
    employerId: idField('w.employer_id', 'Employer (工作单位).'),
    employerDistress: enumField(DistressKind, 'e.distress', 'Current distress of the employer (困难企业类型).'),
    employerIndustry: enumField(Industry, 'e.industry', 'Industry of the employer (所属行业).'),
    householdId: idField('w.household_id', 'Household (所属家庭); isNull true asks for persons without a filed one.'),
    relation: enumField(HouseholdRelation, 'w.relation', 'Relation to the head (与户主关系).'),
    isMigrant: booleanField('w.is_migrant', 'Whether the person is a migrant worker or of such a family (农民工).'),
    employmentStatus: enumField(EmploymentStatus, 'w.employment_status', 'Employment status (工作状态).'),
    occupationGroup: enumField(OccupationGroup, 'w.occupation_group', 'Occupation group (职业群体).'),
    diversion: enumField(
      DiversionRoute,
      'w.diversion',
      'Route of a diverted worker (分流安置渠道); isNull false asks for all diverted.',
    ),
    modelWorkerLevel: enumField(
      ModelWorkerLevel,
      'w.model_worker_level',
      'Honour level of a model worker (劳模类型); isNull false asks for all.',
    ),
    unionMember: booleanField('w.is_union_member', 'Whether the person has joined the union (工会会员).'),
    contractUntil: dateField('w.contract_until_on', 'Last day of the labour contract (劳动合同期限).'),
  },
  order: { REGION: { sql: 'w.region_code', type: 'text', description: 'Region code (行政区划代码).' } },
  defaultOrder: [['REGION', 'ASC']],
});

/** A page of persons. */
export const WorkerConnection = connectionOf(Worker, 'Worker', 'persons known to the unions (职工及家庭成员)');
