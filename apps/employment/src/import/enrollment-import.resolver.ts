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

import { EnrollmentImport } from './enrollment-import.entity';
import {
  AppendEnrollmentImportInput,
  CancelEnrollmentImportInput,
  FinishEnrollmentImportInput,
  StartEnrollmentImportInput,
} from './enrollment-import.inputs';
import { EnrollmentImportConnection, enrollmentImportList } from './enrollment-import.list';
import {
  AppendEnrollmentImportResult,
  CancelEnrollmentImportResult,
  FinishEnrollmentImportResult,
  StartEnrollmentImportResult,
} from './enrollment-import.results';
import type { EnrollmentImportService } from './enrollment-import.service';
import type { EnrollmentImportWriter } from './enrollment-import.writer';
import { EnrollmentImportTemplate } from './import-template';

/** Bulk imports of enrolments (批量导入), as the graph offers them. */
@Resolver(() => EnrollmentImport)
export class EnrollmentImportResolver {
  constructor(
    private readonly imports: EnrollmentImportService,
    private readonly writer: EnrollmentImportWriter,
  ) {}

  @Query(() => EnrollmentImportConnection, {
    description: 'Bulk imports of enrolments in the regions you may see, newest first (批量导入).',
  })
  enrollmentImports(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { viewer }: SubgraphContext,
    @Arg('where', () => enrollmentImportList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where?: WhereInput | null,
    @Arg('orderBy', () => [enrollmentImportList.Order], {
      nullable: true,
      description: 'Sort keys, first to last (排序).',
    })
    orderBy?: OrderInput[] | null,
  ): Promise<Connection<EnrollmentImport>> {
    return this.imports.list(viewer, { where, orderBy, ...page });
  }

  @Query(() => EnrollmentImport, {
    nullable: true,
    description: 'One bulk import (批量导入); null with NOT_FOUND when there is none in the regions you may see.',
  })
  enrollmentImport(
    @Arg('id', () => ID, { description: 'UUID of the import (导入编号).' }) id: string,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<EnrollmentImport> {
    return this.imports.get(viewer, id);
  }

  @Query(() => EnrollmentImportTemplate, { description: 'Template of a bulk import of enrolments (报名名单导入模板).' })
  enrollmentImportTemplate(): EnrollmentImportTemplate {
    return new EnrollmentImportTemplate();
  }

  @FieldResolver(() => Upload, { nullable: true, description: 'The file as far as it has come (上传文件).' })
  upload(@Root() { uploadId }: EnrollmentImport, @Ctx() ctx: SubgraphContext): Promise<Upload | null> {
    return ctx.load(this.imports.loadUploads, uploadId);
  }

  @FieldResolver(() => Progress, {
    nullable: true,
    description: 'How far reading and writing are, in rows (进度); null before they begin.',
  })
  async progress(@Root() { id }: EnrollmentImport, @Ctx() ctx: SubgraphContext): Promise<Progress | null> {
    return progressOf(await ctx.load(this.imports.loadProgress, id));
  }

  @FieldResolver(() => RowProblemConnection, { description: 'What was wrong with its rows (行级问题), by line.' })
  problems(
    @Root() run: EnrollmentImport,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Connection<ReportedProblem>> {
    return this.imports.problems(viewer, run, page);
  }

  @Mutation(() => StartEnrollmentImportResult, { description: 'Announces a file of enrolments (发起批量导入).' })
  startEnrollmentImport(
    @Arg('input', () => StartEnrollmentImportInput, { description: 'The file (文件).' })
    input: StartEnrollmentImportInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<EnrollmentImport | Refusal> {
    return this.writer.start(viewer, input);
  }

  @Mutation(() => AppendEnrollmentImportResult, { description: 'Takes a piece of the file (上传分片).' })
  appendEnrollmentImport(
    @Arg('input', () => AppendEnrollmentImportInput, { description: 'The piece (分片).' })
    input: AppendEnrollmentImportInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<EnrollmentImport | Refusal> {
    return this.writer.append(viewer, input);
  }

  @Mutation(() => FinishEnrollmentImportResult, { description: 'Completes the file: reading begins (完成上传).' })
  finishEnrollmentImport(
    @Arg('input', () => FinishEnrollmentImportInput, { description: 'Which import (导入).' })
    input: FinishEnrollmentImportInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<EnrollmentImport | Refusal> {
    return this.writer.finish(viewer, input);
  }

  @Mutation(() => CancelEnrollmentImportResult, {
    description: 'Breaks an import off (取消导入); what was written stays.',
  })
  cancelEnrollmentImport(
    @Arg('input', () => CancelEnrollmentImportInput, { description: 'Which import (导入).' })
    input: CancelEnrollmentImportInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<EnrollmentImport | Refusal> {
    return this.writer.cancel(viewer, input);
  }
}
