import { mutationResult, type Refusal } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';

import { Enterprise } from './enterprise.entity';

/** An enterprise with this credit code is in the register: an expected outcome of registering. */
@ObjectType('EnterpriseAlreadyRegistered', {
  description: 'An enterprise with this credit code is in the register already (企业已登记); nothing was changed.',
})
export class EnterpriseAlreadyRegistered {
  @Field(() => String, { description: 'The rule (规则): always CREDIT_CODE_UNIQUE.' })
  readonly rule: string = 'CREDIT_CODE_UNIQUE';

  @Field(() => String, { description: 'Path of the input field at fault (字段): always creditCode.' })
  readonly field: string = 'creditCode';

  @Field(() => String, { description: 'The credit code (统一社会信用代码).' })
  readonly creditCode: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The enterprise (企业编号); null when it is registered outside the regions you may see.',
  })
  readonly enterpriseId: string | null;

  @Field(() => String, { description: 'What is wrong and what to do next (说明).' })
  readonly message: string;

  constructor(creditCode: string, enterpriseId: string | null) {
    this.creditCode = creditCode;
    this.enterpriseId = enterpriseId;
    this.message =
      enterpriseId === null
        ? 'It is registered in another region: have it moved by the union above both.'
        : 'It is registered: change that record instead.';
  }
}

/** What a writing method on an enterprise may answer. */
export type EnterpriseOutcome = Enterprise | Refusal;

export const RegisterEnterpriseResult = mutationResult(
  'RegisterEnterpriseResult',
  'What came of registering an enterprise (登记结果).',
  () => [Enterprise, EnterpriseAlreadyRegistered],
);

export const ChangeEnterpriseResult = mutationResult(
  'ChangeEnterpriseResult',
  'What came of changing an enterprise (变更结果).',
  () => [Enterprise],
);

export const MoveEnterpriseResult = mutationResult('MoveEnterpriseResult', 'What came of the move (迁移结果).', () => [
  Enterprise,
]);

export const DeregisterEnterpriseResult = mutationResult(
  'DeregisterEnterpriseResult',
  'What came of the deregistration (注销结果).',
  () => [Enterprise],
);

export const ReinstateEnterpriseResult = mutationResult(
  'ReinstateEnterpriseResult',
  'What came of taking a deregistration back (更正注销结果).',
  () => [Enterprise],
);
