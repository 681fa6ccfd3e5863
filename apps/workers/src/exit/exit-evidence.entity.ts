import { bigintTransformer } from '@nuan/database';
import { LocalDateScalar, Money, registerEnum } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What proves the income of a month (收入证明来源). */
export enum IncomeSource {
  PAYSLIP = 'PAYSLIP',
  BANK_STATEMENT = 'BANK_STATEMENT',
  EMPLOYER_CERTIFICATE = 'EMPLOYER_CERTIFICATE',
  TAX_RECORD = 'TAX_RECORD',
  SOCIAL_INSURANCE = 'SOCIAL_INSURANCE',
  VISIT = 'VISIT',
}

registerEnum(IncomeSource, 'IncomeSource', 'What proves the income of a month (收入证明来源).', {
  PAYSLIP: 'Payslips (工资单).',
  BANK_STATEMENT: 'Bank statements (银行流水).',
  EMPLOYER_CERTIFICATE: 'Certificate of the employer (单位证明).',
  TAX_RECORD: 'Tax record (纳税记录).',
  SOCIAL_INSURANCE: 'Social-insurance record (社保记录).',
  VISIT: 'Found at a visit (入户核实).',
});

/** Income of a household in one month, which proves that it stands on its own (退出收入佐证). */
@Entity({ name: 'exit_income_evidence' })
@ObjectType('ExitIncomeEvidence', {
  description: 'Income of a household in one month against the line of that month (退出收入佐证).',
})
export class ExitIncomeEvidence {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the evidence (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'exit_review_id' })
  exitReviewId!: string;

  @Column({ type: 'date', name: 'month_on' })
  @Field(() => LocalDateScalar, { name: 'month', description: 'First day of the month (月份).' })
  monthOn!: string;

  @Column({ type: 'bigint', name: 'per_capita_fen', transformer: bigintTransformer })
  @Field(() => Money, { name: 'perCapita', description: 'Income per head in the month (人均收入).' })
  perCapitaFen!: bigint;

  @Column({ type: 'bigint', name: 'line_fen', transformer: bigintTransformer })
  @Field(() => Money, { name: 'line', description: 'Minimum-living line of the region in that month (当月低保标准).' })
  lineFen!: bigint;

  @Column({ type: 'text' })
  @Field(() => IncomeSource, { description: 'What proves it (证明来源).' })
  source!: IncomeSource;
}
