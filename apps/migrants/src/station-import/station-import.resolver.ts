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

import { StationImport } from './station-import.entity';
import {
  AppendStationImportInput,
  CancelStationImportInput,
  FinishStationImportInput,
  StartStationImportInput,
} from './station-import.inputs';
import { StationImportConnection, stationImportList } from './station-import.list';
import {
  AppendStationImportResult,
  CancelStationImportResult,
  FinishStationImportResult,
  StartStationImportResult,
} from './station-import.results';
import type { StationImportService } from './station-import.service';
import type { StationImportWriter } from './station-import.writer';
import { StationImportTemplate } from './import-template';

/** Bulk imports of stations (批量导入), as the graph offers them. */
@Resolver(() => StationImport)
export class StationImportResolver {
  constructor(
    private readonly imports: StationImportService,
    private readonly writer: StationImportWriter,
  ) {}

  @Query(() => StationImportConnection, {
    description: 'Bulk imports of stations in the regions you may see, newest first (批量导入).',
  })
  stationImports(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { viewer }: SubgraphContext,
    @Arg('where', () => stationImportList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where?: WhereInput | null,
    @Arg('orderBy', () => [stationImportList.Order], {
      nullable: true,
      description: 'Sort keys, first to last (排序).',
    })
    orderBy?: OrderInput[] | null,
  ): Promise<Connection<StationImport>> {
    return this.imports.list(viewer, { where, orderBy, ...page });
  }

  @Query(() => StationImport, {
    nullable: true,
    description: 'One bulk import (批量导入); null with NOT_FOUND when there is none in the regions you may see.',
  })
  stationImport(
    @Arg('id', () => ID, { description: 'UUID of the import (导入编号).' }) id: string,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<StationImport> {
    return this.imports.get(viewer, id);
  }

  @Query(() => StationImportTemplate, { description: 'Template of a bulk import of stations (驿站导入模板).' })
  stationImportTemplate(): StationImportTemplate {
    return new StationImportTemplate();
  }

  @FieldResolver(() => Upload, { nullable: true, description: 'The file as far as it has come (上传文件).' })
  upload(@Root() { uploadId }: StationImport, @Ctx() ctx: SubgraphContext): Promise<Upload | null> {
    return ctx.load(this.imports.loadUploads, uploadId);
  }

  @FieldResolver(() => Progress, {
    nullable: true,
    description: 'How far reading and writing are, in rows (进度); null before they begin.',
  })
  async progress(@Root() { id }: StationImport, @Ctx() ctx: SubgraphContext): Promise<Progress | null> {
    return progressOf(await ctx.load(this.imports.loadProgress, id));
  }

  @FieldResolver(() => RowProblemConnection, { description: 'What was wrong with its rows (行级问题), by line.' })
  problems(
    @Root() run: StationImport,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Connection<ReportedProblem>> {
    return this.imports.problems(viewer, run, page);
  }

  @Mutation(() => StartStationImportResult, { description: 'Announces a file of stations (发起批量导入).' })
  startStationImport(
    @Arg('input', () => StartStationImportInput, { description: 'The file (文件).' })
    input: StartStationImportInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<StationImport | Refusal> {
    return this.writer.start(viewer, input);
  }

  @Mutation(() => AppendStationImportResult, { description: 'Takes a piece of the file (上传分片).' })
  appendStationImport(
    @Arg('input', () => AppendStationImportInput, { description: 'The piece (分片).' })
    input: AppendStationImportInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<StationImport | Refusal> {
    return this.writer.append(viewer, input);
  }

  @Mutation(() => FinishStationImportResult, { description: 'Completes the file: reading begins (完成上传).' })
  finishStationImport(
    @Arg('input', () => FinishStationImportInput, { description: 'Which import (导入).' })
    input: FinishStationImportInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<StationImport | Refusal> {
    return this.writer.finish(viewer, input);
  }

  @Mutation(() => CancelStationImportResult, {
    description: 'Breaks an import off (取消导入); what was written stays.',
  })
  cancelStationImport(
    @Arg('input', () => CancelStationImportInput, { description: 'Which import (导入).' })
    input: CancelStationImportInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<StationImport | Refusal> {
    return this.writer.cancel(viewer, input);
  }
}
