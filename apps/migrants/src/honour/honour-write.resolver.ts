import {
  type Connection,
  type OrderInput,
  PageArgs,
  type Refusal,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { Worker } from '../references/worker.reference';
import { Honour } from './honour.entity';
import type { HonourService } from './honour.service';
import type { HonourWriter } from './honour.writer';
import { HonourNomination } from './honour-nomination.entity';
import { HonourNominationConnection, honourNominationList } from './honour-nomination.list';
import type { HonourNominationService } from './honour-nomination.service';
import {
  DecideHonourInput,
  DecideHonourResult,
  GrantRestStayInput,
  GrantRestStayResult,
  NominateHonourInput,
  NominateHonourResult,
} from './honour-write.inputs';

/** Nominations for honours (荣誉推荐), and the mutations of honours. */
@Resolver(() => HonourNomination)
export class HonourWriteResolver {
  constructor(
    private readonly writer: HonourWriter,
    private readonly nominations: HonourNominationService,
    private readonly honours: HonourService,
  ) {}

  @Query(() => HonourNominationConnection, {
    description: 'Nominations of the viewer’s regions (荣誉推荐列表), the latest first unless asked otherwise.',
  })
  honourNominations(
    @Arg('where', () => honourNominationList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [honourNominationList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<HonourNomination>> {
    return this.nominations.list(ctx.viewer, { where, orderBy, ...page });
  }

  @Mutation(() => NominateHonourResult, {
    description: 'Proposes a migrant worker for an honour (推荐), once per edition.',
  })
  nominateHonour(
    @Arg('input', () => NominateHonourInput, { description: 'Honour and person (荣誉与人选).' })
    input: NominateHonourInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<HonourNomination | Refusal> {
    return this.writer.nominate(ctx.viewer, input);
  }

  @Mutation(() => DecideHonourResult, {
    description: 'Decides on a nomination (表彰决定); another person than who proposed.',
  })
  decideHonour(
    @Arg('input', () => DecideHonourInput, { description: 'Nomination and decision (推荐与决定).' })
    input: DecideHonourInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<HonourNomination | Refusal> {
    return this.writer.decide(ctx.viewer, input);
  }

  @Mutation(() => GrantRestStayResult, {
    description: 'Grants the free rest stay that comes with an honour (安排疗休养).',
  })
  grantRestStay(
    @Arg('input', () => GrantRestStayInput, { description: 'Honour and days (荣誉与日期).' }) input: GrantRestStayInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Honour | Refusal> {
    return this.writer.grantRestStay(ctx.viewer, input);
  }

  @FieldResolver(() => Worker, { nullable: true, description: 'The person proposed (被推荐人).' })
  person(@Root() nomination: HonourNomination): Worker {
    return new Worker(nomination.workerId);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region of the person (所在区域).' })
  region(@Root() nomination: HonourNomination): Region {
    return regionOf(Region, nomination.regionCode);
  }

  @FieldResolver(() => Honour, {
    nullable: true,
    description: 'The honour that was given (所获荣誉); null without one.',
  })
  honour(@Root() nomination: HonourNomination, @Ctx() ctx: SubgraphContext): Promise<Honour | null> | null {
    return nomination.honourId === null ? null : ctx.load(this.honours.loadMany, nomination.honourId);
  }
}
