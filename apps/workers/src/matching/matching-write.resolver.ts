import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { DataCheck } from '../filing/data-check.entity';
import type { FilingApplication } from '../filing/filing-application.entity';
import type { DataCheckWriter } from './data-check.writer';
import type { HouseholdMatch } from './household-match.entity';
import type { MatchingList } from './matching-list.entity';
import type { MatchingListWriter } from './matching-list.writer';
import {
  AppendMatchingListInput,
  FinishMatchingListInput,
  ResolveDataCheckInput,
  ResolveHouseholdMatchInput,
  RunChecksInput,
  StartMatchingListInput,
} from './matching.inputs';
import {
  AppendMatchingListResult,
  FinishMatchingListResult,
  ResolveDataCheckResult,
  ResolveHouseholdMatchResult,
  RunChecksResult,
  StartMatchingListResult,
} from './matching.results';

/** Mutations of matching (信息比对). */
@Resolver(() => DataCheck)
export class MatchingWriteResolver {
  constructor(
    private readonly lists: MatchingListWriter,
    private readonly checks: DataCheckWriter,
  ) {}

  @Mutation(() => StartMatchingListResult, {
    description:
      'Announces a list of a department (提交比对名单); a file that came before is recognised by its checksum.',
  })
  startMatchingList(
    @Arg('input', () => StartMatchingListInput, { description: 'The list (名单).' }) input: StartMatchingListInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<MatchingList | Refusal> {
    return this.lists.start(viewer, input);
  }

  @Mutation(() => AppendMatchingListResult, { description: 'Sends a piece of a list’s file (上传名单分片).' })
  appendMatchingList(
    @Arg('input', () => AppendMatchingListInput, { description: 'The piece (分片).' }) input: AppendMatchingListInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<MatchingList | Refusal> {
    return this.lists.append(viewer, input);
  }

  @Mutation(() => FinishMatchingListResult, {
    description: 'Ends the sending of a list (完成名单上传): its rows are read and matched, its file is deleted.',
  })
  finishMatchingList(
    @Arg('input', () => FinishMatchingListInput, { description: 'Which list (名单).' }) input: FinishMatchingListInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<MatchingList | Refusal> {
    return this.lists.finish(viewer, input);
  }

  @Mutation(() => RunChecksResult, {
    description: 'Matches an application with other departments’ lists (发起信息比对), under the applicant’s consent.',
  })
  runChecks(
    @Arg('input', () => RunChecksInput, { description: 'Which application and sources (申请与来源).' })
    input: RunChecksInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<FilingApplication | Refusal> {
    return this.checks.run(viewer, input);
  }

  @Mutation(() => ResolveDataCheckResult, {
    description: 'Settles a conflict of an application with a reason (处理不一致), by another than who filed it.',
  })
  resolveDataCheck(
    @Arg('input', () => ResolveDataCheckInput, { description: 'The settlement (处理).' }) input: ResolveDataCheckInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<DataCheck | Refusal> {
    return this.checks.resolve(viewer, input);
  }

  @Mutation(() => ResolveHouseholdMatchResult, {
    description: 'Settles a conflict of an active file with what was found (处理在档家庭不一致).',
  })
  resolveHouseholdMatch(
    @Arg('input', () => ResolveHouseholdMatchInput, { description: 'The settlement (处理).' })
    input: ResolveHouseholdMatchInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<HouseholdMatch | Refusal> {
    return this.checks.resolveMatch(viewer, input);
  }
}
