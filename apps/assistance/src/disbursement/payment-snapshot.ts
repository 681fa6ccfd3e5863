import { LocalDateScalar, Money } from '@nuan/federation';
import { ArchiveTier, FileStatus, HardshipCategory } from '@nuan/kernel';
import { Field, ObjectType } from 'type-graphql';

/** What was true when a payment was decided (发放时点快照), kept with it, so that later changes of the file don't rewrite its reasons. */
@ObjectType('PaymentSnapshot', {
  description:
    'What was true when a payment was decided (发放时点快照). Facts of the household are null where none is on file.',
})
export class PaymentSnapshot {
  @Field(() => HardshipCategory, {
    nullable: true,
    description: 'Category of hardship (困难类别); null without a household file.',
  })
  readonly category!: HardshipCategory | null;

  @Field(() => ArchiveTier, {
    nullable: true,
    description: 'Tier of the file (建档标准); null without a household file.',
  })
  readonly tier!: ArchiveTier | null;

  @Field(() => FileStatus, {
    nullable: true,
    description: 'State of the file (档案状态); null without a household file.',
  })
  readonly fileStatus!: FileStatus | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day the household was recorded (建档日期); null without a household file.',
  })
  readonly recordedOn!: string | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day of the last review (最近复核日期); null without a household file.',
  })
  readonly lastReviewedOn!: string | null;

  @Field(() => Money, {
    nullable: true,
    description: 'The tightest cap of the aid standards that applied (适用上限，元); null before it is checked.',
  })
  readonly cap!: bigint | null;

  @Field(() => Money, {
    nullable: true,
    description: 'How much of that cap is used, this payment included (已用额度，元); null before it is checked.',
  })
  readonly capUsed!: bigint | null;
}
