import { LocalDateScalar, mutationResult, RegionCodeScalar, type SubgraphContext } from '@nuan/federation';
import { type LocalDate, today } from '@nuan/kernel';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';

import { ExportPublicNoticesInput } from './notice-export.input';
import { type NoticeExportWriter, PublicNoticeFile } from './notice-export.writer';
import { PersonalNumberFound } from './notice-leak';
import { PublicNoticeList } from './notice-list';
import type { NoticeListService } from './notice-list.service';
import { PublicityKind } from './publicity-kind';

const ExportPublicNoticesResult = mutationResult(
  'ExportPublicNoticesResult',
  'What came of giving a list out (导出公示名单结果).',
  () => [PublicNoticeFile, PersonalNumberFound],
);

/** GraphQL face of the lists that are posted (公示名单). */
@Resolver()
export class PublicNoticeListResolver {
  constructor(
    private readonly lists: NoticeListService,
    private readonly exports: NoticeExportWriter,
  ) {}

  @Query(() => PublicNoticeList, {
    nullable: true,
    description:
      'The notices that stand on a day in a region, as the public may read them (公示名单). For makers, checkers, counties and cities.',
  })
  publicNoticeList(
    @Arg('regionCode', () => RegionCodeScalar, { description: 'Region (区域).' }) regionCode: string,
    @Arg('kind', () => PublicityKind, { description: 'What the notices are about (公示事项).' }) kind: PublicityKind,
    @Arg('on', () => LocalDateScalar, { nullable: true, description: 'Day (日期); today when absent.' })
    on: LocalDate | undefined,
    @Ctx() { viewer, clock }: SubgraphContext,
  ): Promise<PublicNoticeList> {
    return this.lists.list(viewer, { regionCode, kind, on: on ?? today(clock) });
  }

  @Mutation(() => ExportPublicNoticesResult, {
    description:
      'Gives a list out as a file to print and post (导出公示名单); refused whole when a cell holds a personal number. Audited with its purpose.',
  })
  exportPublicNotices(
    @Arg('input', () => ExportPublicNoticesInput, { description: 'Which list, as what, and what for (名单).' })
    input: ExportPublicNoticesInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.exports.export(viewer, input);
  }
}
