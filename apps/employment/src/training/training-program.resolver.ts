import {
  allOf,
  type Connection,
  Count,
  countOf,
  type OrderInput,
  PageArgs,
  RegionCodeScalar,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { CountUnit } from '@nuan/kernel';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { TradeUnion } from '../references/trade-union.reference';
import { assertYear } from '../year-range';
import { TrainingKind } from './training-kind';
import { TrainingProgram } from './training-program.entity';
import { TrainingProgramConnection, trainingProgramList } from './training-program.list';
import type { TrainingProgramService } from './training-program.service';
import { TrainingSession } from './training-session.entity';

/** Training programmes (培训项目) as the graph shows them. */
@Resolver(() => TrainingProgram)
export class TrainingProgramResolver {
  constructor(private readonly programs: TrainingProgramService) {}

  @Query(() => TrainingProgram, {
    description:
      'One training programme by its id (按编号查培训项目); NOT_FOUND when it is unknown or of another region.',
  })
  trainingProgram(
    @Arg('id', () => ID, { description: 'Id of the programme (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<TrainingProgram> {
    return this.programs.get(ctx.viewer, id);
  }

  @Query(() => TrainingProgramConnection, {
    description:
      'Training programmes of the viewer’s regions (培训项目列表), the latest year first unless asked otherwise.',
  })
  trainingPrograms(
    @Arg('year', () => Int, { nullable: true, description: 'Only this year (年度).' }) year: number | undefined,
    @Arg('kind', () => TrainingKind, { nullable: true, description: 'Only this kind (培训类型).' })
    kind: TrainingKind | undefined,
    @Arg('region', () => RegionCodeScalar, { nullable: true, description: 'Only this region and below (区域).' })
    region: string | undefined,
    @Arg('where', () => trainingProgramList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [trainingProgramList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<TrainingProgram>> {
    if (typeof year === 'number') assertYear(year);
    const narrowed = allOf(
      where,
      typeof year === 'number' && { year: { eq: year } },
      kind && { kind: { eq: kind } },
      region && { region: { under: region } },
    );
    return this.programs.list(ctx.viewer, { where: narrowed, orderBy, ...page });
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region that runs the programme (所在区域).' })
  region(@Root() program: TrainingProgram): Region {
    return regionOf(Region, program.regionCode);
  }

  @FieldResolver(() => TradeUnion, {
    nullable: true,
    description: 'Union that organises the programme (主办工会); null when it is not stated.',
  })
  organiser(@Root() program: TrainingProgram): TradeUnion | null {
    return program.unionId === null ? null : new TradeUnion(program.unionId);
  }

  @FieldResolver(() => [TrainingSession], { description: 'Sessions (培训班次), earliest first.' })
  sessions(@Root() program: TrainingProgram, @Ctx() ctx: SubgraphContext): Promise<readonly TrainingSession[]> {
    return ctx.load(this.programs.loadSessions, program.id);
  }

  @FieldResolver(() => Count, { description: 'Distinct persons who completed it (培训人数).' })
  async trained(@Root() program: TrainingProgram, @Ctx() ctx: SubgraphContext): Promise<Count> {
    return countOf(await ctx.load(this.programs.loadTrained, program.id), CountUnit.PERSON);
  }
}
