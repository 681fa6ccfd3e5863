import { appliedAsOf } from '@nuan/facts';
import { RegionalReader } from '@nuan/federation';
import type { Clock } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { PaymentRequest } from './payment-request.entity';
import { paymentRequestList } from './payment-request.list';

/** Reads what assistance is asked to pay (待付申请), within the viewer's regions. */
export class PaymentRequestService extends RegionalReader<PaymentRequest> {
  constructor(
    db: DataSource,
    private readonly clock: Clock,
  ) {
    super(db, { entity: PaymentRequest, action: 'disbursement:read', list: paymentRequestList, alias: 'q' });
  }

  /** Until when the requests of migrants are known. */
  asOf(): Promise<Date> {
    return appliedAsOf(this.db, this.clock, ['migrants']);
  }
}
