import { HardshipCause } from '@nuan/kernel';
import { Allow, ArrayMaxSize, IsOptional, Length, Min } from 'class-validator';
import { Field, Float, InputType } from 'type-graphql';

import { BankAccountKind } from './bank-account';
import { FileChange } from './file-change';
import { HousingType } from './housing';
import { KeyGroup } from './key-group';
import { ReliefMeasure } from './relief-measure';

/** What is to be known anew of a home and a household; what is absent stays as it is, null clears it. */
@InputType({ description: 'Facts of a filed household to change (家庭情况变更). Absent: stays; null: cleared.' })
export class UpdateHouseholdInput extends FileChange {
  @Allow()
  @Field(() => HousingType, { nullable: true, description: 'Type of housing (住房类型).' })
  readonly housingType?: HousingType | null;

  @IsOptional()
  @Min(1)
  @Field(() => Float, { nullable: true, description: 'Floor area in square metres (建筑面积).' })
  readonly housingAreaM2?: number | null;

  @IsOptional()
  @Length(4, 200)
  @Field(() => String, { nullable: true, description: 'Home address (家庭住址); sealed, never shown.' })
  readonly address?: string | null;

  @Allow()
  @Field(() => KeyGroup, { nullable: true, description: 'Key group (五类重点群体).' })
  readonly keyGroup?: KeyGroup | null;

  @Allow()
  @Field(() => ReliefMeasure, {
    nullable: true,
    description: 'Batch by which it is to come out of hardship (四个一批).',
  })
  readonly measure?: ReliefMeasure | null;

  @Allow()
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it has some capacity to help itself (有一定自救能力).',
  })
  readonly canHelpItself?: boolean | null;

  @Allow()
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether nobody of working age has work (零就业家庭); null stands for no.',
  })
  readonly isZeroEmployment?: boolean | null;
}

/** The account that aid is to be paid to. */
@InputType({ description: 'Account for payments (收款账户变更); sealed, shown by its mask alone.' })
export class SetBankAccountInput extends FileChange {
  @Allow()
  @Field(() => BankAccountKind, { description: 'Card or passbook (账户类型).' })
  readonly kind!: BankAccountKind;

  @Length(2, 60)
  @Field(() => String, { description: 'Name of the bank (开户银行).' })
  readonly bankName!: string;

  @Allow()
  @Field(() => String, { description: 'Number of the account (账号); a masked one is refused.' })
  readonly accountNumber!: string;

  @Length(1, 60)
  @Field(() => String, { description: 'In whose name the account is (开户人姓名): that of the head, as on file.' })
  readonly holderName!: string;
}

/** Causes of hardship anew: all of them at once. */
@InputType({ description: 'Causes of hardship, all anew (致困原因变更).' })
export class ChangeCausesInput extends FileChange {
  @Allow()
  @Field(() => HardshipCause, { description: 'Primary cause (主要致困原因).' })
  readonly primaryCause!: HardshipCause;

  @ArrayMaxSize(10)
  @Field(() => [HardshipCause], {
    description: 'Secondary causes (次要致困原因): none to three, distinct, without the primary one.',
  })
  readonly secondaryCauses!: HardshipCause[];

  @IsOptional()
  @Length(1, 200)
  @Field(() => String, {
    nullable: true,
    description: 'What OTHER stands for (其他原因说明); only with the cause OTHER.',
  })
  readonly otherCause?: string | null;
}
