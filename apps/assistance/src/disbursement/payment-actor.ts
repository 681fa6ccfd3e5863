import { Instant, registerEnum } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';

/** What a person did for a payment (经办环节). Money moves only with different people in these roles. */
export enum PaymentRole {
  MAKER = 'MAKER',
  CHECKER = 'CHECKER',
  SECOND_CHECKER = 'SECOND_CHECKER',
  CASHIER = 'CASHIER',
}

registerEnum(PaymentRole, 'PaymentRole', 'What a person did for a payment (经办环节).', {
  MAKER: 'Filed it (经办).',
  CHECKER: 'Approved it (审批).',
  SECOND_CHECKER: 'Approved it a second time, as cash needs (复核审批).',
  CASHIER: 'Paid it (出纳).',
});

/** One person's part in a payment. */
@ObjectType('PaymentActor', { description: 'One person’s part in a payment (经办人).' })
export class PaymentActor {
  @Field(() => PaymentRole, { description: 'What the person did (环节).' })
  readonly role!: PaymentRole;

  @Field(() => ID, { description: 'The user, as the identity provider knows it (用户编号).' })
  readonly userId!: string;

  @Field(() => Instant, { description: 'When (办理时间).' })
  readonly actedAt!: Date;
}
