import {
  type Connection,
  type OrderInput,
  PageArgs,
  type Refusal,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { TargetGroupKind } from '@nuan/kernel';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';

import { Household } from '../references/household.reference';
import { Region } from '../references/region.reference';
import { Worker } from '../references/worker.reference';
import { CampaignBeneficiary } from './campaign-beneficiary.entity';
import { CampaignDelivery } from './campaign-delivery';
import { CampaignBeneficiaryConnection, campaignRegisterList } from './campaign-register.list';
import type { CampaignRegisterService } from './campaign-register.service';

import {
  MarkReachedInput,
  RegisterBeneficiariesInput,
  RegisterFiledHouseholdsInput,
  WithdrawBeneficiariesInput,
  WithdrawLeftHouseholdsInput,
} from './campaign-register.inputs';
import {
  type BeneficiariesInOtherGroup,
  type BeneficiariesNotListed,
  type BeneficiariesRegistered,
  type BeneficiariesWithdrawn,
  type DeliveryRecorded,
  MarkReachedResult,
  RegisterBeneficiariesResult,
  RegisterFiledHouseholdsResult,
  WithdrawBeneficiariesResult,
  WithdrawLeftHouseholdsResult,
} from './campaign-register.results';
import type { CampaignRegisterWriter } from './campaign-register.writer';

/** The registers of campaigns (慰问救助对象名册) as the graph shows and takes them. */
@Resolver(() => CampaignBeneficiary)
export class CampaignRegisterResolver {
  constructor(
    private readonly register: CampaignRegisterService,
    private readonly writer: CampaignRegisterWriter,
  ) {}

  @Query(() => CampaignBeneficiaryConnection, {
    description:
      'The register of a campaign within the viewer’s regions (慰问救助对象名册), by region unless asked otherwise.',
  })
  campaignRegister(
    @Arg('campaign', () => String, { description: 'Campaign code, such as "CNY2017" (活动代码).' }) campaign: string,
    @Arg('where', () => campaignRegisterList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [campaignRegisterList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<CampaignBeneficiary>> {
    return this.register.list(ctx.viewer, { campaign, where, orderBy, ...page });
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region of the line (所在区域).' })
  region(@Root() line: CampaignBeneficiary): Region {
    return regionOf(Region, line.regionCode);
  }

  @FieldResolver(() => Household, {
    nullable: true,
    description: 'The household (困难职工家庭); null for groups of persons, or when workers cannot give it.',
  })
  household(@Root() line: CampaignBeneficiary): Household | null {
    return line.group === TargetGroupKind.FILED_HOUSEHOLD ? new Household(line.beneficiaryId) : null;
  }

  @FieldResolver(() => Worker, {
    nullable: true,
    description: 'The person (职工); null for households, for those without a file, or when workers cannot give it.',
  })
  worker(@Root() line: CampaignBeneficiary): Worker | null {
    const { FILED_HOUSEHOLD, NON_FILED_HARDSHIP } = TargetGroupKind;
    const isPerson = line.group !== FILED_HOUSEHOLD && line.group !== NON_FILED_HARDSHIP;
    return isPerson ? new Worker(line.beneficiaryId) : null;
  }

  @FieldResolver(() => [CampaignDelivery], { description: 'What reached it beside money (非现金送达), by day.' })
  deliveries(@Root() line: CampaignBeneficiary, @Ctx() ctx: SubgraphContext): Promise<readonly CampaignDelivery[]> {
    return ctx.load(this.register.loadDeliveries, line.beneficiaryId, { campaign: line.campaignCode });
  }

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

  @Mutation(() => WithdrawBeneficiariesResult, {
    description:
      'Takes lines back that nothing has reached (移出名册), with the reason; they may be listed again, in any group.',
  })
  withdrawBeneficiaries(
    @Arg('input', () => WithdrawBeneficiariesInput, { description: 'Which lines, and why (对象与原因).' })
    input: WithdrawBeneficiariesInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BeneficiariesWithdrawn | BeneficiariesNotListed | Refusal> {
    return this.writer.withdraw(ctx.viewer, input);
  }

  @Mutation(() => WithdrawLeftHouseholdsResult, {
    description:
      'Takes back the lines of households of a region that have left before anything reached them (移出已退出家庭).',
  })
  withdrawLeftHouseholds(
    @Arg('input', () => WithdrawLeftHouseholdsInput, { description: 'Which region (区域).' })
    input: WithdrawLeftHouseholdsInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BeneficiariesWithdrawn | Refusal> {
    return this.writer.withdrawLeft(ctx.viewer, input);
  }
}
