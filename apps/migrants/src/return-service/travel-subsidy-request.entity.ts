import { bigintTransformer } from '@nuan/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A travel subsidy that assistance is asked to pay by card (交通补贴); it learns of it from the change feed. */
@Entity({ name: 'travel_subsidy_request' })
export class TravelSubsidyRequest {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'return_service_id' })
  returnServiceId!: string;

  @Column({ type: 'uuid', name: 'worker_id' })
  workerId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'bigint', name: 'amount_fen', transformer: bigintTransformer })
  amountFen!: bigint;

  @Column({ type: 'date', name: 'requested_on' })
  requestedOn!: string;

  @Column({ type: 'integer', default: 1 })
  version!: number;
}
