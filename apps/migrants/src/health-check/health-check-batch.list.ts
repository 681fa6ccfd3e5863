import { connectionOf, dateField, defineList, enumField, intField, regionField, textField } from '@nuan/federation';
import { OccupationGroup } from '@nuan/kernel';

import { HealthCheckBatch } from './health-check-batch.entity';
import { HealthCheckStatus } from './health-check-status';

/** Batches of free health checks. */
export const healthCheckBatchList = defineList({
  name: 'HealthCheckBatch',
  from: 'health_check_batch b',
  id: 'b.id',
  scope: 'b.region_code',
  fields: {
    title: textField('b.title', 'Title (名称).'),
    region: regionField('b.region_code', 'Region of the batch (所在区域).'),
    status: enumField(HealthCheckStatus, 'b.status', 'Where it is (体检批次状态).'),
    occupation: enumField(OccupationGroup, 'b.occupation', 'Occupation of those checked (职业群体).'),
    persons: intField('b.persons', 'Persons checked (体检人数).'),
    checkedOn: dateField('b.checked_on', 'Day of the checks (体检日期).'),
  },
  order: {
    CHECKED_ON: { sql: 'b.checked_on', type: 'date', description: 'Day of the checks (体检日期).' },
    PERSONS: { sql: 'b.persons', type: 'integer', description: 'Persons checked (体检人数).' },
    REGION: { sql: 'b.region_code', type: 'text', description: 'Region code (行政区划代码).' },
  },
  defaultOrder: [['CHECKED_ON', 'DESC']],
});

/** A page of batches of free health checks. */
export const HealthCheckBatchConnection = connectionOf(
  HealthCheckBatch,
  'HealthCheckBatch',
  'batches of free health checks (免费体检批次)',
);
