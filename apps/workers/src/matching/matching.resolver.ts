import {
  type Connection,
  FirstArgs,
  type OrderInput,
  PageArgs,
  Progress,
  progressOf,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { type ReportedProblem, RowProblemConnection, Upload } from '@nuan/intake';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';

import { Household } from '../household/household.entity';
import { HouseholdMatch } from './household-match.entity';
import { MatchedEntryPage } from './matched-entry';
import { MatchingList } from './matching-list.entity';
import { SkippedMember } from './skipped-member';
import { MatchingListConnection, matchingListList } from './matching-list.list';
import type { MatchingService } from './matching.service';

/** GraphQL face of lists for matching (比对名单). */
@Resolver(() => MatchingList)
export class MatchingListResolver {
  constructor(private readonly lists: MatchingService) {}

  @Query(() => MatchingListConnection, {
    description: 'Lists for matching (比对名单): a department’s own, or those that cover the officer’s regions.',
  })
  matchingLists(
    @Arg('where', () => matchingListList.Where, {
      nullable: true,
      description: 'Which lists (筛选条件); all when absent.',
    })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [matchingListList.Order], {
      nullable: true,
      description: 'Sort keys (排序); newest first when absent.',
    })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Connection<MatchingList>> {
    return this.lists.list(viewer, { ...page, where, orderBy });
  }

  @Query(() => MatchingList, {
    nullable: true,
    description: 'One list (比对名单); NOT_FOUND when unknown, of another department, or outside the viewer’s regions.',
  })
  matchingList(
    @Arg('id', () => ID, { description: 'UUID of the list (名单编号).' }) id: string,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<MatchingList> {
    return this.lists.get(viewer, id);
  }

  @FieldResolver(() => Upload, { nullable: true, description: 'The file as far as it has come (上传文件).' })
  upload(@Root() { uploadId }: MatchingList, @Ctx() ctx: SubgraphContext): Promise<Upload | null> {
    return ctx.load(this.lists.loadUploads, uploadId);
  }

  @FieldResolver(() => Progress, {
    nullable: true,
    description: 'How far reading and matching are (进度); null before they begin.',
  })
  async progress(@Root() { id }: MatchingList, @Ctx() ctx: SubgraphContext): Promise<Progress | null> {
    return progressOf(await ctx.load(this.lists.loadProgress, id));
  }

  @FieldResolver(() => RowProblemConnection, { description: 'What was wrong with its rows (行级问题), by line.' })
  problems(
    @Root() list: MatchingList,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Connection<ReportedProblem>> {
    return this.lists.problems(viewer, list, page);
  }

  @FieldResolver(() => MatchedEntryPage, {
    nullable: true,
    description: 'Which rows met somebody (逐行比对结果), for the department that handed the list in and nobody else.',
  })
  entries(
    @Root() list: MatchingList,
    @Arg('afterLine', () => Int, { defaultValue: 0, description: 'Line to go on after (续读行号).' }) afterLine: number,
    @Args(() => FirstArgs) { first }: FirstArgs,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<MatchedEntryPage> {
    return this.lists.entries(viewer, list, afterLine, first);
  }
}

/** What lists say of a household with an active file. */
@Resolver(() => Household)
export class HouseholdMatchResolver {
  constructor(private readonly lists: MatchingService) {}

  @FieldResolver(() => [HouseholdMatch], {
    nullable: true,
    description:
      'What other departments’ lists say of its members (信息比对结果), newest first; for those who may see it.',
  })
  dataMatches(@Root() { id }: Household, @Ctx() ctx: SubgraphContext): Promise<readonly HouseholdMatch[]> {
    return ctx.load(this.lists.loadMatches, id);
  }

  @FieldResolver(() => [SkippedMember], {
    nullable: true,
    description:
      'Members whom no list is held against (未比对成员), because their consent is missing; for those who may see matches.',
  })
  skippedMembers(@Root() { id }: Household, @Ctx() ctx: SubgraphContext): Promise<readonly SkippedMember[]> {
    return ctx.load(this.lists.loadSkipped, id);
  }
}
