import { type Action, assertCan, can } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { alignOne, type Batch } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { RequestPaymentProjection } from '../projection/request-payment-projection.entity';
import { isStanding } from './requested-payment';

const payments = rowMapping(RequestPaymentProjection, 'y');

/** Reads what assistance has done with requests to pay (待付申请), as its feed tells it: seen with the request, wherever it is paid. */
export class RequestedPaymentService {
  constructor(
    private readonly db: DataSource,
    private readonly right: { readonly read: Action; readonly write: Action },
  ) {}

  /** The payment that stands for each request, in one statement; index-aligned, null while none does. Who may ask and not read sees it of what it asked for. */
  readonly loadByRequest: Batch<string, RequestPaymentProjection | null> = async (viewer, requestIds) => {
    if (!can(viewer, this.right.write)) assertCan(viewer, this.right.read);
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${payments.columns} from request_payment_projection y
       where y.request_id = any($1::uuid[]) and ${isStanding('y')}`,
      [requestIds],
    );
    return alignOne(requestIds, rows.map(payments.map), (payment) => payment.requestId);
  };
}
