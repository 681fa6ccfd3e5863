import {
  connectionOf,
  dateField,
  defineList,
  enumField,
  intField,
  moneyField,
  regionField,
  textField,
} from '@nuan/federation';

import { ReturnKind } from './return-kind';
import { ReturnStatus } from './return-status';
import { ReturnService } from './return-service.entity';

/** Services that brought migrant workers home. */
export const returnServiceList = defineList({
  name: 'ReturnService',
  from: 'return_service r left join return_subsidy m on m.return_service_id = r.id',
  id: 'r.id',
  scope: 'r.region_code',
  fields: {
    kind: enumField(ReturnKind, 'r.kind', 'How they were brought home (服务方式).'),
    status: enumField(ReturnStatus, 'r.status', 'Where it is (返乡服务状态).'),
    title: textField('r.title', 'Title (名称).'),
    region: regionField('r.region_code', 'Region that gave the service (服务区域).'),
    campaign: textField('r.campaign_code', 'Campaign code (活动代码).'),
    servedOn: dateField('r.served_on', 'Day of the trip or payment (服务日期).'),
    seats: intField('r.seats', 'Seats offered (座位数).'),
    served: intField('r.served', 'Persons brought home (服务人数).'),
    subsidy: moneyField(
      'case when r.subsidy_fen is not null or m.return_service_id is not null then coalesce(r.subsidy_fen, 0) + coalesce(m.paid_fen, 0) end',
      'Money paid for travel (补贴金额，元).',
    ),
    subsidyRequested: moneyField('m.requested_fen', 'Subsidies asked of assistance (申请补贴金额，元).'),
  },
  order: {
    SERVED_ON: { sql: 'r.served_on', type: 'date', description: 'Day of the trip or payment (服务日期).' },
    SERVED: { sql: 'r.served', type: 'integer', description: 'Persons brought home (服务人数).' },
    REGION: { sql: 'r.region_code', type: 'text', description: 'Region code (行政区划代码).' },
  },
  defaultOrder: [['SERVED_ON', 'DESC']],
});

/** A page of services that brought migrant workers home. */
export const ReturnServiceConnection = connectionOf(
  ReturnService,
  'ReturnService',
  'services that brought migrant workers home (返乡服务)',
);
