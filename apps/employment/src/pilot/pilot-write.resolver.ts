import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { PlanPilotInput, RecordPilotSpendingInput } from './pilot-write.inputs';
import { Pilot } from './pilot.entity';
import { PlanPilotResult, RecordPilotSpendingResult } from './pilot.results';
import type { PilotWriter } from './pilot.writer';

/** Mutations of pilots (试点). */
@Resolver(() => Pilot)
export class PilotWriteResolver {
  constructor(private readonly writer: PilotWriter) {}

  @Mutation(() => PlanPilotResult, { description: 'Plans a pilot with a budget for each city (部署试点).' })
  planPilot(
    @Arg('input', () => PlanPilotInput, { description: 'The pilot (试点).' }) input: PlanPilotInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Pilot | Refusal> {
    return this.writer.plan(ctx.viewer, input);
  }

  @Mutation(() => RecordPilotSpendingResult, {
    description: 'Records what a city spent on a pilot (登记试点支出), never beyond its share.',
  })
  recordPilotSpending(
    @Arg('input', () => RecordPilotSpendingInput, { description: 'The payment (支出).' })
    input: RecordPilotSpendingInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Pilot | Refusal> {
    return this.writer.spend(ctx.viewer, input);
  }
}
