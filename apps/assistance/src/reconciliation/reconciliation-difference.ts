import { connectionOf, defineList, enumField, idField, Money, regionField, textField } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';

import { DifferenceKind } from './difference-kind';

/** One difference between two sides that must agree, from the view `reconciliation_difference`. */
@ObjectType('ReconciliationDifference', {
  description: 'A difference between two sides that must agree (对账差异), by its kind and subject.',
})
export class ReconciliationDifference {
  @Field(() => DifferenceKind, { description: 'Which two sides differ (类别).' })
  readonly kind!: DifferenceKind;

  @Field(() => ID, {
    description:
      'What it is about (对象编号): an allocation, a batch, a payment file, a payment, an anomaly, a fund, a lot or evidence, by its kind.',
  })
  readonly subjectId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the campaign (活动代码); null outside any campaign, and for money of several.',
  })
  readonly campaign!: string | null;

  @Field(() => Money, { description: 'What the first side says (应有金额，元).' })
  readonly expected!: bigint;

  @Field(() => Money, { description: 'What the second side says (实有金额，元).' })
  readonly found!: bigint;

  readonly regionCode!: string;
}

/** Differences in the order of the kinds' names; within a kind, by subject. A subject stands once under each kind. */
export const differenceList = defineList({
  name: 'ReconciliationDifference',
  from: 'reconciliation_difference r',
  id: 'r.subject_id',
  scope: 'r.region_code',
  fields: {
    kind: enumField(DifferenceKind, 'r.kind', 'Which two sides differ (类别).'),
    campaign: textField('r.campaign_code', 'Code of the campaign (活动代码).'),
    region: regionField('r.region_code', 'Region of the subject (所在区域).'),
    subjectId: idField('r.subject_id', 'What it is about (对象编号).'),
  },
  order: { KIND: { sql: 'r.kind', type: 'text', description: 'Name of the kind (类别).' } },
  defaultOrder: [['KIND', 'ASC']],
});

/** A page of differences. */
export const DifferenceConnection = connectionOf(
  ReconciliationDifference,
  'ReconciliationDifference',
  'differences between sides that must agree (对账差异)',
);

/** A row of the view. */
export interface DifferenceRow {
  readonly kind: DifferenceKind;
  readonly subject_id: string;
  readonly region_code: string;
  readonly campaign_code: string | null;
  readonly expected_fen: string;
  readonly found_fen: string;
}

/** A difference as the graph shows it. */
export function differenceOf(row: Record<string, unknown>): ReconciliationDifference {
  const { kind, subject_id, region_code, campaign_code, expected_fen, found_fen } = row as unknown as DifferenceRow;
  return Object.assign(new ReconciliationDifference(), {
    kind,
    subjectId: subject_id,
    campaign: campaign_code,
    expected: BigInt(expected_fen),
    found: BigInt(found_fen),
    regionCode: region_code,
  });
}
