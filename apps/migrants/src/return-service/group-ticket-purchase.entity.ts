import { bigintTransformer } from '@nuan/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Tickets bought for a group of migrant workers in one purchase (团体车票). */
@Entity({ name: 'group_ticket_purchase' })
export class GroupTicketPurchase {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'return_service_id' })
  returnServiceId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text' })
  carrier!: string;

  @Column({ type: 'integer' })
  tickets!: number;

  /** Price of one ticket. */
  @Column({ type: 'bigint', name: 'price_fen', transformer: bigintTransformer })
  priceFen!: bigint;

  @Column({ type: 'date', name: 'bought_on' })
  boughtOn!: string;
}
