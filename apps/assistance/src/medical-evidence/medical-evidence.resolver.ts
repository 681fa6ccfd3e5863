import type { SubgraphContext } from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';

import { Household } from '../references/household.reference';
import { Region } from '../references/region.reference';
import { MedicalEvidence } from './medical-evidence.entity';
import { RecordMedicalEvidenceInput, WithdrawEvidenceInput } from './medical-evidence.inputs';
import {
  type MedicalEvidenceOutcome,
  RecordMedicalEvidenceResult,
  WithdrawMedicalEvidenceResult,
} from './medical-evidence.results';
import type { MedicalEvidenceService } from './medical-evidence.service';
import type { MedicalEvidenceWriter } from './medical-evidence.writer';

/** Documented own cost (医疗自付费用) as the graph shows and takes it. */
@Resolver(() => MedicalEvidence)
export class MedicalEvidenceResolver {
  constructor(
    private readonly evidence: MedicalEvidenceService,
    private readonly writer: MedicalEvidenceWriter,
  ) {}

  @Query(() => [MedicalEvidence], {
    description:
      'Documented own cost of a household (医疗自付费用凭证), the latest treatment first; empty for a household of another region.',
  })
  medicalEvidence(
    @Arg('householdId', () => ID, { description: 'The household (困难职工家庭).' }) householdId: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<MedicalEvidence[]> {
    return this.evidence.listByHousehold(ctx.viewer, householdId);
  }

  @Mutation(() => RecordMedicalEvidenceResult, { description: 'Records documented own cost (登记医疗自付费用).' })
  recordMedicalEvidence(
    @Arg('input', () => RecordMedicalEvidenceInput, { description: 'The evidence (凭证).' })
    input: RecordMedicalEvidenceInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<MedicalEvidenceOutcome> {
    return this.writer.record(ctx.viewer, input);
  }

  @Mutation(() => WithdrawMedicalEvidenceResult, {
    description: 'Withdraws evidence recorded by mistake (撤回凭证); not once aid was given on it.',
  })
  withdrawMedicalEvidence(
    @Arg('input', () => WithdrawEvidenceInput, { description: 'The evidence (凭证).' }) input: WithdrawEvidenceInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<MedicalEvidenceOutcome> {
    return this.writer.withdraw(ctx.viewer, input);
  }

  @FieldResolver(() => Household, { nullable: true, description: 'The household (困难职工家庭).' })
  household(@Root() evidence: MedicalEvidence): Household {
    return new Household(evidence.householdId);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region of the household when recorded (所在区域).' })
  region(@Root() evidence: MedicalEvidence): Region {
    return regionOf(Region, evidence.regionCode);
  }
}
