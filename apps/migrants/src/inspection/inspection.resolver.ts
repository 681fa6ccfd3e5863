import {
  type Connection,
  FirstArgs,
  type OrderInput,
  PageArgs,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { WageCase } from '../wage-case/wage-case.entity';
import type { WageCaseService } from '../wage-case/wage-case.service';
import { Inspection } from './inspection.entity';
import { InspectionConnection, inspectionList } from './inspection.list';
import type { InspectionService } from './inspection.service';
import { InspectionFinding } from './inspection-finding.entity';

/** Inspections (专项督查) as the graph shows them. */
@Resolver(() => Inspection)
export class InspectionResolver {
  constructor(
    private readonly inspections: InspectionService,
    private readonly cases: WageCaseService,
  ) {}

  @Query(() => Inspection, {
    description: 'One inspection by its id (按编号查督查); NOT_FOUND when it is unknown or of another region.',
  })
  inspection(
    @Arg('id', () => ID, { description: 'Id of the inspection (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Inspection> {
    return this.inspections.get(ctx.viewer, id);
  }

  @Query(() => InspectionConnection, {
    name: 'inspections',
    description: 'Inspections of the viewer’s regions (专项督查列表), the latest first unless asked otherwise.',
  })
  inspectionPage(
    @Arg('where', () => inspectionList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [inspectionList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<Inspection>> {
    return this.inspections.list(ctx.viewer, { where, orderBy, ...page });
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region inspected (督查区域).' })
  region(@Root() inspection: Inspection): Region {
    return regionOf(Region, inspection.regionCode);
  }

  @FieldResolver(() => [InspectionFinding], { description: 'What it found (发现问题), oldest first.' })
  findings(@Root() inspection: Inspection, @Ctx() ctx: SubgraphContext): Promise<readonly InspectionFinding[]> {
    return ctx.load(this.inspections.loadFindings, inspection.id);
  }

  @FieldResolver(() => [WageCase], { description: 'Wage cases that it found (发现的欠薪案件), by case number.' })
  wageCases(
    @Root() inspection: Inspection,
    @Args(() => FirstArgs) { first }: FirstArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<readonly WageCase[]> {
    return ctx.load(this.cases.loadByInspection, inspection.id, { first });
  }
}
