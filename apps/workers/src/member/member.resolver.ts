import { mutationResult, type Refusal, type SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { Household } from '../household/household.entity';
import { HouseholdAlreadyFiled } from '../household/household-already-filed';
import { AddMemberInput, ChangeHeadInput, ChangeMemberInput, EndMemberInput } from './member.inputs';
import type { MemberWriter } from './member.writer';

const AddMemberResult = mutationResult('AddMemberResult', 'What came of adding a member (新增家庭成员结果).', () => [
  Household,
  HouseholdAlreadyFiled,
]);
const ChangeMemberResult = mutationResult(
  'ChangeMemberResult',
  'What came of changing a member (变更家庭成员结果).',
  () => [Household],
);

/** Members of a household (家庭成员变更), through the API. */
@Resolver(() => Household)
export class MemberWriteResolver {
  constructor(private readonly writer: MemberWriter) {}

  @Mutation(() => AddMemberResult, {
    description: 'Adds a member to a household (新增家庭成员); refused for who is on the register already. For makers.',
  })
  addMember(
    @Arg('input', () => AddMemberInput, { description: 'Who joins, and why (新成员).' }) input: AddMemberInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Household | HouseholdAlreadyFiled | Refusal> {
    return this.writer.add(viewer, input);
  }

  @Mutation(() => ChangeMemberResult, {
    description: 'Changes the relation of a member to the head (变更成员关系). For makers.',
  })
  changeMember(
    @Arg('input', () => ChangeMemberInput, { description: 'Which member, and why (成员).' }) input: ChangeMemberInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Household | Refusal> {
    return this.writer.change(viewer, input);
  }

  @Mutation(() => ChangeMemberResult, {
    description: 'Ends the membership of a person on a day (成员退出家庭); it stays on record. For makers.',
  })
  endMember(
    @Arg('input', () => EndMemberInput, { description: 'Which member, when and why (成员).' }) input: EndMemberInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Household | Refusal> {
    return this.writer.end(viewer, input);
  }

  @Mutation(() => ChangeMemberResult, {
    description:
      'Makes another member the head (变更户主); the account of the old head goes, a new one is registered. For makers.',
  })
  changeHead(
    @Arg('input', () => ChangeHeadInput, { description: 'Who becomes the head, and why (新户主).' })
    input: ChangeHeadInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Household | Refusal> {
    return this.writer.changeHead(viewer, input);
  }
}
