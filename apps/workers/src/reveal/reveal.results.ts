import { registerEnum } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';

/** What of a person may be revealed (查看明文项目). */
export enum PersonField {
  ID_NUMBER = 'ID_NUMBER',
  PHONE = 'PHONE',
  NAME = 'NAME',
  HEALTH = 'HEALTH',
  DISABILITY = 'DISABILITY',
}

registerEnum(PersonField, 'PersonField', 'What of a person may be revealed (查看明文项目).', {
  ID_NUMBER: 'Resident ID number (身份证号).',
  PHONE: 'Phone (手机号).',
  NAME: 'Full name (姓名).',
  HEALTH: 'Illness (健康状况) as a value of HealthStatus, such as LIVER. For counties.',
  DISABILITY: 'Certified disability (残疾), kind and grade, such as LIMB:2. For counties.',
});

/** What a value is needed for (查看用途). */
export enum RevealPurpose {
  FILING_CHECK = 'FILING_CHECK',
  VISIT = 'VISIT',
  PAYMENT = 'PAYMENT',
  COMPLAINT = 'COMPLAINT',
  AUDIT = 'AUDIT',
}

registerEnum(RevealPurpose, 'RevealPurpose', 'What a revealed value is needed for (查看用途).', {
  FILING_CHECK: 'To check a file against papers (核对档案).',
  VISIT: 'To reach or find the household (联系入户).',
  PAYMENT: 'To pay, or to ask the bank about a payment (资金发放).',
  COMPLAINT: 'To look into a complaint or an objection (信访核查).',
  AUDIT: 'To answer an audit (审计检查).',
});

/** A value of a person, revealed once and on record. */
@ObjectType('PersonRevealed', {
  description: 'A value of a person, revealed once, on record with its reason (明文查看结果).',
})
export class PersonRevealed {
  @Field(() => ID, { nullable: true, description: 'The person (职工或成员); null for a person of an application.' })
  readonly workerId: string | null;

  @Field(() => ID, { nullable: true, description: 'The person of an application (申请家庭成员); null for others.' })
  readonly filingPersonId: string | null;

  @Field(() => PersonField, { description: 'What was revealed (项目).' })
  readonly field: PersonField;

  @Field(() => String, { nullable: true, description: 'The value (明文); null when none is on file.' })
  readonly value: string | null;

  constructor(
    { workerId, filingPersonId }: { readonly workerId: string | null; readonly filingPersonId: string | null },
    field: PersonField,
    value: string | null,
  ) {
    this.workerId = workerId;
    this.filingPersonId = filingPersonId;
    this.field = field;
    this.value = value;
  }
}

/** The account of a household, revealed once and on record. */
@ObjectType('AccountRevealed', {
  description: 'The account of a household, revealed once, on record with its reason (账号查看结果).',
})
export class AccountRevealed {
  @Field(() => ID, { description: 'The file (档案).' })
  readonly householdId: string;

  @Field(() => String, { nullable: true, description: 'Name of the bank (开户银行); null when no account is on file.' })
  readonly bankName: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the account (账号); null when none is on file.' })
  readonly accountNumber: string | null;

  constructor(householdId: string, bankName: string | null, accountNumber: string | null) {
    this.householdId = householdId;
    this.bankName = bankName;
    this.accountNumber = accountNumber;
  }
}

/** Outcome: the viewer has revealed as many values as an hour allows. */
@ObjectType('RevealLimitReached', {
  description: 'As many values were revealed as an hour allows (查看次数超限); nothing was shown.',
})
export class RevealLimitReached {
  @Field(() => String, { description: 'The rule (规则): always RATE_LIMITED.' })
  readonly rule: string = 'RATE_LIMITED';

  @Field(() => Int, { description: 'Values that an hour allows (每小时上限).' })
  readonly limit: number;

  @Field(() => Int, { description: 'Seconds until the next one is allowed (需等待秒数).' })
  readonly retryAfterSeconds: number;

  @Field(() => String, { description: 'What is wrong and what to do next (说明).' })
  readonly message: string;

  constructor(limit: number, retryAfterSeconds: number) {
    this.limit = limit;
    this.retryAfterSeconds = retryAfterSeconds;
    this.message = `At most ${limit} values an hour; the next one in ${retryAfterSeconds} seconds.`;
  }
}
