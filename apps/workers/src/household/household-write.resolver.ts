import { mutationResult, type Refusal, type SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { Household } from './household.entity';
import type { HouseholdWriter } from './household.writer';
import { ChangeCausesInput, SetBankAccountInput, UpdateHouseholdInput } from './household-write.inputs';

const UpdateHouseholdResult = mutationResult(
  'UpdateHouseholdResult',
  'What came of changing facts of a household (家庭情况变更结果).',
  () => [Household],
);
const SetBankAccountResult = mutationResult(
  'SetBankAccountResult',
  'What came of setting the account (收款账户变更结果).',
  () => [Household],
);
const ChangeCausesResult = mutationResult(
  'ChangeCausesResult',
  'What came of changing the causes (致困原因变更结果).',
  () => [Household],
);

/** Changes of a file's own facts (档案变更), through the API. */
@Resolver(() => Household)
export class HouseholdWriteResolver {
  constructor(private readonly writer: HouseholdWriter) {}

  @Mutation(() => UpdateHouseholdResult, {
    description: 'Changes home, group, measure or other facts of a filed household (家庭情况变更). For makers.',
  })
  updateHousehold(
    @Arg('input', () => UpdateHouseholdInput, { description: 'What to change, and why (变更内容).' })
    input: UpdateHouseholdInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Household | Refusal> {
    return this.writer.update(viewer, input);
  }

  @Mutation(() => SetBankAccountResult, {
    description: 'Sets the account that aid is paid to (收款账户变更). For makers.',
  })
  setBankAccount(
    @Arg('input', () => SetBankAccountInput, { description: 'The account, and why (账户).' })
    input: SetBankAccountInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Household | Refusal> {
    return this.writer.setBankAccount(viewer, input);
  }

  @Mutation(() => ChangeCausesResult, {
    description: 'Sets the causes of hardship: one primary, up to three secondary (致困原因变更). For makers.',
  })
  changeCauses(
    @Arg('input', () => ChangeCausesInput, { description: 'All causes, and why (致困原因).' }) input: ChangeCausesInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Household | Refusal> {
    return this.writer.changeCauses(viewer, input);
  }
}
