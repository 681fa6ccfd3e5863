import { connectionOf, defineList, enumField, idField, instantField, regionField } from '@nuan/federation';

import { ErasureRequest } from './erasure-request.entity';
import { ErasureGround, ErasureRequestState } from './erasure-request-state';

/** Requests to be erased. */
export const erasureRequestList = defineList({
  name: 'ErasureRequest',
  from: 'erasure_request e',
  id: 'e.id',
  scope: 'e.region_code',
  fields: {
    state: enumField(ErasureRequestState, 'e.state', 'State (状态).'),
    ground: enumField(ErasureGround, 'e.ground', 'Legal ground of a refusal (拒绝依据).'),
    region: regionField('e.region_code', 'Region of the person when it asked (区域).'),
    workerId: idField('e.worker_id', 'Person who asks (申请人).'),
    requestedAt: instantField('e.requested_at', 'When it was taken down (登记时间).'),
  },
  order: {
    REQUESTED_AT: { sql: 'e.requested_at', type: 'timestamptz', description: 'When it was taken down (登记时间).' },
  },
  defaultOrder: [['REQUESTED_AT', 'DESC']],
});

/** A page of requests to be erased. */
export const ErasureRequestConnection = connectionOf(
  ErasureRequest,
  'ErasureRequest',
  'requests to be erased (个人信息清除申请)',
);
