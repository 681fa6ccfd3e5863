import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { MarkReachedInput, RegisterBeneficiariesInput, RegisterFiledHouseholdsInput } from './campaign-register.inputs';
import {
  type BeneficiariesInOtherGroup,
  type BeneficiariesNotListed,
  type BeneficiariesRegistered,
  type DeliveryRecorded,
  MarkReachedResult,
  RegisterBeneficiariesResult,
  RegisterFiledHouseholdsResult,
} from './campaign-register.results';
import type { CampaignRegisterWriter } from './campaign-register.writer';

/** Mutations of the registers of campaigns (慰问救助对象名册). */
@Resolver()
export class CampaignRegisterResolver {
  constructor(private readonly writer: CampaignRegisterWriter) {}

  @Mutation(() => RegisterBeneficiariesResult, {
    description:
      'Lists households or persons in one group of a campaign (登记慰问救助对象). Safe to send again: who is listed stays listed once.',
  })
  registerBeneficiaries(
    @Arg('input', () => RegisterBeneficiariesInput, { description: 'Whom, and in which group (对象与类别).' })
    input: RegisterBeneficiariesInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BeneficiariesRegistered | BeneficiariesInOtherGroup | Refusal> {
    return this.writer.register(ctx.viewer, input);
  }

  @Mutation(() => RegisterFiledHouseholdsResult, {
    description:
      'Lists every household with a file in force in a region (按区域登记建档家庭). Safe to send again: it adds who has come since.',
  })
  registerFiledHouseholds(
    @Arg('input', () => RegisterFiledHouseholdsInput, { description: 'Which region (区域).' })
    input: RegisterFiledHouseholdsInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BeneficiariesRegistered | Refusal> {
    return this.writer.registerFiled(ctx.viewer, input);
  }

  @Mutation(() => MarkReachedResult, {
    description:
      'Records what reached beneficiaries beside money (登记送达). Safe to send again: the first day of a kind stays.',
  })
  markReached(
    @Arg('input', () => MarkReachedInput, { description: 'What reached whom (送达内容与对象).' })
    input: MarkReachedInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<DeliveryRecorded | BeneficiariesNotListed | Refusal> {
    return this.writer.markReached(ctx.viewer, input);
  }
}
