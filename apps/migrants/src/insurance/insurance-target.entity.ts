import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Share of projects in progress that are to be insured by the end of a year (同舟计划分阶段目标); data, not code. */
@Entity({ name: 'insurance_target' })
export class InsuranceTarget {
  @PrimaryColumn({ type: 'text', name: 'region_code' })
  readonly regionCode!: string;

  @PrimaryColumn({ type: 'integer' })
  readonly year!: number;

  @Column({ type: 'smallint', name: 'share_percent' })
  readonly sharePercent!: number;

  @Column({ type: 'text' })
  readonly basis!: string;
}
