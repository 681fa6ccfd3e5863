import { bigintTransformer } from '@nuan/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { FilingAmountKind } from './amount-kind';
import type { ExclusionRule } from './exclusion-finding.entity';

/** The rules that give the category (困难类别认定规则) in a region from a day on. A local set is a row, not a release. */
@Entity({ name: 'category_rule_set' })
export class CategoryRuleSet {
  @PrimaryColumn({ type: 'text' })
  readonly id!: string;

  /** '2009' or '2021': which comparisons are made. */
  @Column({ type: 'text' })
  generation!: string;

  @Column({ type: 'text', name: 'region_code', collation: 'C' })
  regionCode!: string;

  @Column({ type: 'date', name: 'valid_from' })
  validFrom!: string;

  @Column({ type: 'date', name: 'valid_to', nullable: true })
  validTo!: string | null;

  /** Percent of the line up to which gross income is near it (2009). */
  @Column({ type: 'integer', name: 'near_percent' })
  nearPercent!: number;

  /** Percent of the line up to which an accident counts (2009). */
  @Column({ type: 'integer', name: 'accident_percent' })
  accidentPercent!: number;

  /** Percent of the year's income that a sudden event must have cost (2021); null where none is asked. */
  @Column({ type: 'integer', name: 'accident_cost_share_percent', nullable: true })
  accidentCostSharePercent!: number | null;

  /** Monthly wage imputed to an able-bodied adult without work; null where none is. */
  @Column({ type: 'bigint', name: 'imputed_wage_fen', nullable: true, transformer: bigintTransformer })
  imputedWageFen!: bigint | null;

  /** Incomes that don't count. */
  @Column({ type: 'text', name: 'exempt_incomes', array: true })
  exemptIncomes!: FilingAmountKind[];

  /** Exclusions that hold. */
  @Column({ type: 'text', array: true })
  exclusions!: ExclusionRule[];

  @Column({ type: 'text' })
  document!: string;
}
