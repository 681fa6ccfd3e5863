import { Instant, Money, registerEnum } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';

import { LedgerAccount } from './ledger-entry.entity';
import { LedgerKind } from './ledger-transaction.entity';

registerEnum(LedgerAccount, 'LedgerAccount', 'Where money stands in the ledger (台账科目).', {
  CONTRIBUTOR: 'Outside, with those who gave it (出资方).',
  AVAILABLE: 'Free to set aside or pass down (可用).',
  RESERVED: 'Set aside for payments that are decided (预留).',
  SPENT: 'Paid to beneficiaries (已发放).',
});

registerEnum(LedgerKind, 'LedgerKind', 'What a movement of money does (台账业务类型).', {
  RAISED: 'Brings money in from contributors; below 0.00 it goes back to them (筹集).',
  PASSED_DOWN: 'Moves money to a lower union (下拨).',
  RETURNED: 'Moves money back to the upper union (上缴).',
  RESERVED: 'Sets money aside for payments (预留).',
  RELEASED: 'Frees money that was set aside (释放).',
  PAID: 'Pays what was set aside (发放).',
  REVERSED: 'Takes payments back (冲销).',
});

/** One line of the ledger as an allocation shows it (台账分录). */
@ObjectType('LedgerPosting', {
  description:
    'One line of the ledger at an allocation (台账分录). Written once, never changed; a correction is another one.',
})
export class LedgerPosting {
  @Field(() => ID, { description: 'Id of the movement of money (凭证编号), which all its lines share.' })
  readonly transactionId!: string;

  @Field(() => LedgerKind, { description: 'What the movement does (业务类型).' })
  readonly kind!: LedgerKind;

  @Field(() => LedgerAccount, { description: 'The balance that it moves (科目).' })
  readonly account!: LedgerAccount;

  @Field(() => Money, { description: 'How much (金额，元): into the balance, or out of it when below 0.00.' })
  readonly amount!: bigint;

  @Field(() => Instant, { description: 'When it was posted (记账时间).' })
  readonly postedAt!: Date;

  @Field(() => String, { nullable: true, description: 'Document or reason (凭证说明); null when none was given.' })
  readonly memo!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The movement that it takes back (冲销对象); null when it takes none back as a whole.',
  })
  readonly reversesId!: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the campaign (活动代码); null outside any campaign.' })
  readonly campaignCode!: string | null;
}
