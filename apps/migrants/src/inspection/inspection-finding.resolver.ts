import {
  allOf,
  type Connection,
  type OrderInput,
  PageArgs,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { today } from '@nuan/kernel';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { Enterprise } from '../references/enterprise.reference';
import { FindingConnection, findingList } from './finding.list';
import type { FindingService } from './finding.service';
import { FindingState } from './finding-state';
import { Inspection } from './inspection.entity';
import type { InspectionService } from './inspection.service';
import { InspectionFinding } from './inspection-finding.entity';

/** What an inspection found (督查发现问题) as the graph shows it. */
@Resolver(() => InspectionFinding)
export class InspectionFindingResolver {
  constructor(
    private readonly list: FindingService,
    private readonly inspections: InspectionService,
  ) {}

  @Query(() => FindingConnection, {
    description: 'Findings of the viewer’s regions (督查发现问题列表), the oldest first unless asked otherwise.',
  })
  findings(
    @Arg('overdue', () => Boolean, {
      nullable: true,
      description:
        'Only findings whose deadline has passed without being put right (逾期未整改); absent or false narrows nothing.',
    })
    overdue: boolean | undefined,
    @Arg('where', () => findingList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [findingList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<InspectionFinding>> {
    const late = { state: { eq: FindingState.ORDERED }, deadline: { lt: today(ctx.clock) } };
    return this.list.list(ctx.viewer, { where: allOf(where, overdue === true && late), orderBy, ...page });
  }

  @FieldResolver(() => Enterprise, {
    nullable: true,
    description: 'Enterprise it concerns (涉及企业); null when it concerns none.',
  })
  enterprise(@Root() finding: InspectionFinding): Enterprise | null {
    return finding.enterpriseId === null ? null : new Enterprise(finding.enterpriseId);
  }

  @FieldResolver(() => Inspection, { nullable: true, description: 'The inspection (督查).' })
  inspection(@Root() finding: InspectionFinding, @Ctx() ctx: SubgraphContext): Promise<Inspection | null> {
    return ctx.load(this.inspections.loadMany, finding.inspectionId);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether it is still not put right after its deadline (是否逾期), today.',
  })
  overdue(@Root() finding: InspectionFinding, @Ctx() ctx: SubgraphContext): boolean {
    const { state, deadlineOn } = finding;
    return state === FindingState.ORDERED && deadlineOn !== null && deadlineOn < today(ctx.clock);
  }
}
