import { bigintTransformer } from '@nuan/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was asked of assistance for one service, and what it has paid of it (补贴申请与发放合计); kept by triggers. */
@Entity({ name: 'return_subsidy' })
export class ReturnSubsidy {
  @PrimaryColumn({ type: 'uuid', name: 'return_service_id' })
  readonly returnServiceId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  /** Empty when the service is part of no campaign. */
  @Column({ type: 'text', name: 'campaign_code' })
  campaignCode!: string;

  @Column({ type: 'integer' })
  year!: number;

  /** Its figures count in the region's from then on. */
  @Column({ type: 'boolean', name: 'is_over' })
  isOver!: boolean;

  /** Persons. */
  @Column({ type: 'integer' })
  requested!: number;

  @Column({ type: 'bigint', name: 'requested_fen', transformer: bigintTransformer })
  requestedFen!: bigint;

  /** Persons. */
  @Column({ type: 'integer' })
  paid!: number;

  @Column({ type: 'bigint', name: 'paid_fen', transformer: bigintTransformer })
  paidFen!: bigint;
}
