import { registerEnum } from '@nuan/federation';
import { Field, ObjectType } from 'type-graphql';

/** What kind of account aid is paid to (账户类型). */
export enum BankAccountKind {
  BANK_CARD = 'BANK_CARD',
  PASSBOOK = 'PASSBOOK',
}

registerEnum(BankAccountKind, 'BankAccountKind', 'What kind of account aid is paid to (账户类型).', {
  BANK_CARD: 'A bank card (银行卡).',
  PASSBOOK: 'A passbook (存折).',
});

/** The account that aid is paid to, never more than its mask. */
@ObjectType('BankAccountMasked', {
  description: 'Account that aid is paid to (开户银行及账号), masked: name of the bank and the last four digits.',
})
export class BankAccountMasked {
  @Field(() => String, { description: 'Name of the bank (开户银行).' })
  readonly bankName: string;

  @Field(() => String, {
    description:
      'Bank and last four digits of the account (账号掩码), such as "某银行 ****1234". Never accepted as input.',
  })
  readonly accountMasked: string;

  constructor(bankName: string, accountMasked: string) {
    this.bankName = bankName;
    this.accountMasked = accountMasked;
  }
}
