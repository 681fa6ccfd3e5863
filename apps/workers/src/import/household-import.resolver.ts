import {
  type Connection,
  type OrderInput,
  PageArgs,
  Progress,
  progressOf,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { type ReportedProblem, RowProblemConnection, Upload } from '@nuan/intake';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { TradeUnion } from '../references/trade-union.reference';
import { HouseholdImport } from './household-import.entity';
import { HouseholdImportConnection, householdImportList } from './household-import.list';
import type { HouseholdImportService } from './household-import.service';
import { ImportTemplate } from './import-template';

/** GraphQL face of bulk imports (批量导入). */
@Resolver(() => HouseholdImport)
export class HouseholdImportResolver {
  constructor(private readonly imports: HouseholdImportService) {}

  @Query(() => HouseholdImportConnection, { description: 'Bulk imports of the viewer’s regions (批量导入).' })
  householdImports(
    @Arg('where', () => householdImportList.Where, {
      nullable: true,
      description: 'Which imports (筛选条件); all when absent.',
    })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [householdImportList.Order], {
      nullable: true,
      description: 'Sort keys (排序); newest first when absent.',
    })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Connection<HouseholdImport>> {
    return this.imports.list(viewer, { ...page, where, orderBy });
  }

  @Query(() => HouseholdImport, {
    nullable: true,
    description: 'One bulk import (批量导入); NOT_FOUND when unknown or outside the viewer’s regions.',
  })
  householdImport(
    @Arg('id', () => ID, { description: 'UUID of the import (导入编号).' }) id: string,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<HouseholdImport> {
    return this.imports.get(viewer, id);
  }

  @Query(() => ImportTemplate, { description: 'Template of a bulk import (导入模板): columns, words, an example.' })
  importTemplate(): ImportTemplate {
    return new ImportTemplate();
  }

  @FieldResolver(() => Upload, { nullable: true, description: 'The file as far as it has come (上传文件).' })
  upload(@Root() { uploadId }: HouseholdImport, @Ctx() ctx: SubgraphContext): Promise<Upload | null> {
    return ctx.load(this.imports.loadUploads, uploadId);
  }

  @FieldResolver(() => TradeUnion, {
    nullable: true,
    description: 'Union that keeps the files (建档工会); null when its owner cannot give it.',
  })
  union(@Root() { unionId }: HouseholdImport): TradeUnion | null {
    return TradeUnion.of(unionId);
  }

  @FieldResolver(() => Progress, {
    nullable: true,
    description: 'How far reading, checking and writing are, in rows (进度); null before they begin.',
  })
  async progress(@Root() { id }: HouseholdImport, @Ctx() ctx: SubgraphContext): Promise<Progress | null> {
    return progressOf(await ctx.load(this.imports.loadProgress, id));
  }

  @FieldResolver(() => RowProblemConnection, { description: 'What was wrong with its rows (行级问题), by line.' })
  problems(
    @Root() run: HouseholdImport,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Connection<ReportedProblem>> {
    return this.imports.problems(viewer, run, page);
  }
}
