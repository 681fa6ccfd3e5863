import {
  type Connection,
  type OrderInput,
  PageArgs,
  Progress,
  progressOf,
  type Refusal,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { type ReportedProblem, RowProblemConnection, Upload } from '@nuan/intake';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';

import { EnterpriseImport } from './enterprise-import.entity';
import {
  AppendEnterpriseImportInput,
  CancelEnterpriseImportInput,
  FinishEnterpriseImportInput,
  StartEnterpriseImportInput,
} from './enterprise-import.inputs';
import { EnterpriseImportConnection, enterpriseImportList } from './enterprise-import.list';
import {
  AppendEnterpriseImportResult,
  CancelEnterpriseImportResult,
  FinishEnterpriseImportResult,
  StartEnterpriseImportResult,
} from './enterprise-import.results';
import type { EnterpriseImportService } from './enterprise-import.service';
import type { EnterpriseImportWriter } from './enterprise-import.writer';
import { EnterpriseImportTemplate } from './import-template';

/** Bulk imports of enterprises (批量导入), as the graph offers them. */
@Resolver(() => EnterpriseImport)
export class EnterpriseImportResolver {
  constructor(
    private readonly imports: EnterpriseImportService,
    private readonly writer: EnterpriseImportWriter,
  ) {}

  @Query(() => EnterpriseImportConnection, {
    description: 'Bulk imports of enterprises in the regions you may see, newest first (批量导入).',
  })
  enterpriseImports(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { viewer }: SubgraphContext,
    @Arg('where', () => enterpriseImportList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where?: WhereInput | null,
    @Arg('orderBy', () => [enterpriseImportList.Order], {
      nullable: true,
      description: 'Sort keys, first to last (排序).',
    })
    orderBy?: OrderInput[] | null,
  ): Promise<Connection<EnterpriseImport>> {
    return this.imports.list(viewer, { where, orderBy, ...page });
  }

  @Query(() => EnterpriseImport, {
    nullable: true,
    description: 'One bulk import (批量导入); null with NOT_FOUND when there is none in the regions you may see.',
  })
  enterpriseImport(
    @Arg('id', () => ID, { description: 'UUID of the import (导入编号).' }) id: string,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<EnterpriseImport> {
    return this.imports.get(viewer, id);
  }

  @Query(() => EnterpriseImportTemplate, { description: 'Template of a bulk import of enterprises (企业导入模板).' })
  enterpriseImportTemplate(): EnterpriseImportTemplate {
    return new EnterpriseImportTemplate();
  }

  @FieldResolver(() => Upload, { nullable: true, description: 'The file as far as it has come (上传文件).' })
  upload(@Root() { uploadId }: EnterpriseImport, @Ctx() ctx: SubgraphContext): Promise<Upload | null> {
    return ctx.load(this.imports.loadUploads, uploadId);
  }

  @FieldResolver(() => Progress, {
    nullable: true,
    description: 'How far reading and writing are, in rows (进度); null before they begin.',
  })
  async progress(@Root() { id }: EnterpriseImport, @Ctx() ctx: SubgraphContext): Promise<Progress | null> {
    return progressOf(await ctx.load(this.imports.loadProgress, id));
  }

  @FieldResolver(() => RowProblemConnection, { description: 'What was wrong with its rows (行级问题), by line.' })
  problems(
    @Root() run: EnterpriseImport,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Connection<ReportedProblem>> {
    return this.imports.problems(viewer, run, page);
  }

  @Mutation(() => StartEnterpriseImportResult, { description: 'Announces a file of enterprises (发起批量导入).' })
  startEnterpriseImport(
    @Arg('input', () => StartEnterpriseImportInput, { description: 'The file (文件).' })
    input: StartEnterpriseImportInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<EnterpriseImport | Refusal> {
    return this.writer.start(viewer, input);
  }

  @Mutation(() => AppendEnterpriseImportResult, { description: 'Takes a piece of the file (上传分片).' })
  appendEnterpriseImport(
    @Arg('input', () => AppendEnterpriseImportInput, { description: 'The piece (分片).' })
    input: AppendEnterpriseImportInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<EnterpriseImport | Refusal> {
    return this.writer.append(viewer, input);
  }

  @Mutation(() => FinishEnterpriseImportResult, { description: 'Completes the file: reading begins (完成上传).' })
  finishEnterpriseImport(
    @Arg('input', () => FinishEnterpriseImportInput, { description: 'Which import (导入).' })
    input: FinishEnterpriseImportInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<EnterpriseImport | Refusal> {
    return this.writer.finish(viewer, input);
  }

  @Mutation(() => CancelEnterpriseImportResult, {
    description: 'Breaks an import off (取消导入); what was written stays.',
  })
  cancelEnterpriseImport(
    @Arg('input', () => CancelEnterpriseImportInput, { description: 'Which import (导入).' })
    input: CancelEnterpriseImportInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<EnterpriseImport | Refusal> {
    return this.writer.cancel(viewer, input);
  }
}
