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
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';

import { type ReportedProblem, RowProblemConnection } from '../reported-problem';
import { Upload } from '../upload.entity';
import type { ListImport } from './list-import.entity';
import type { ListImportPiece, ListImportStep, StartListImport } from './list-import.inputs';
import { fieldOf } from './list-import-names';
import type { ListImportTypes } from './list-import.schema';
import type { ListImportService } from './list-import.service';
import type { ListImportTemplate } from './list-import-template';
import type { ListImportWriter } from './list-import.writer';

/** A resolver class of one kind of import, and what it is made with. */
export type ResolverClass<Part> = new (part: Part) => object;

/** Declares how imports of a kind are found: a page, one by its id, the template. */
export function listImportQueries<Run extends ListImport>(
  types: ListImportTypes<Run, StartListImport>,
): ResolverClass<ListImportService<Run>> {
  const { names, list, Template } = types;
  const field = fieldOf(names);
  @Resolver(() => types.run)
  class ListImportQueries {
    constructor(private readonly imports: ListImportService<Run>) {}

    @Query(() => types.Connection, {
      name: `${field}s`,
      description: `Bulk imports of ${names.things} in the regions you may see, newest first (批量导入).`,
    })
    page(
      @Args(() => PageArgs) page: PageArgs,
      @Ctx() { viewer }: SubgraphContext,
      @Arg('where', () => list.Where, { nullable: true, description: 'Conditions (筛选条件).' })
      where?: WhereInput | null,
      @Arg('orderBy', () => [list.Order], { nullable: true, description: 'Sort keys, first to last (排序).' })
      orderBy?: OrderInput[] | null,
    ): Promise<Connection<Run>> {
      return this.imports.list(viewer, { ...page, where, orderBy });
    }

    @Query(() => types.run, {
      name: field,
      nullable: true,
      description: 'One bulk import (批量导入); null with NOT_FOUND when there is none in the regions you may see.',
    })
    one(
      @Arg('id', () => ID, { description: 'UUID of the import (导入编号).' }) id: string,
      @Ctx() { viewer }: SubgraphContext,
    ): Promise<Run> {
      return this.imports.get(viewer, id);
    }

    @Query(() => Template, {
      name: `${field}Template`,
      description: `Template of a bulk import of ${names.things} (${names.chinese}导入模板).`,
    })
    template(): ListImportTemplate {
      return new Template();
    }
  }
  return ListImportQueries;
}

/** Declares what an import of a kind shows beside its own columns: file, progress, report. */
export function listImportFields<Run extends ListImport>(
  types: ListImportTypes<Run, StartListImport>,
): ResolverClass<ListImportService<Run>> {
  @Resolver(() => types.run)
  class ListImportFields {
    constructor(private readonly imports: ListImportService<Run>) {}

    @FieldResolver(() => Upload, { nullable: true, description: 'The file as far as it has come (上传文件).' })
    upload(@Root() { uploadId }: ListImport, @Ctx() ctx: SubgraphContext): Promise<Upload | null> {
      return ctx.load(this.imports.loadUploads, uploadId);
    }

    @FieldResolver(() => Progress, {
      nullable: true,
      description: 'How far reading and writing are, in rows (进度); null before they begin.',
    })
    async progress(@Root() { id }: ListImport, @Ctx() ctx: SubgraphContext): Promise<Progress | null> {
      return progressOf(await ctx.load(this.imports.loadProgress, id));
    }

    @FieldResolver(() => RowProblemConnection, { description: 'What was wrong with its rows (行级问题), by line.' })
    problems(
      @Root() run: Run,
      @Args(() => PageArgs) page: PageArgs,
      @Ctx() { viewer }: SubgraphContext,
    ): Promise<Connection<ReportedProblem>> {
      return this.imports.problems(viewer, run, page);
    }
  }
  return ListImportFields;
}

/** Declares the mutations of imports of a kind: announce, send, complete, break off. */
export function listImportMutations<Run extends ListImport, Start extends StartListImport>(
  types: ListImportTypes<Run, Start>,
): ResolverClass<ListImportWriter<Run, Start>> {
  const { names, inputs, results } = types;
  const named = (step: string, description: string): { name: string; description: string } => ({
    name: `${step}${names.type}`,
    description,
  });
  const THE_IMPORT = { description: 'Which import (导入).' };
  @Resolver(() => types.run)
  class ListImportMutations {
    constructor(private readonly writer: ListImportWriter<Run, Start>) {}

    @Mutation(() => results.Start, named('start', `Announces a file of ${names.things} (发起批量导入).`))
    start(
      @Arg('input', () => types.start, { description: 'The file (文件).' }) input: Start,
      @Ctx() { viewer }: SubgraphContext,
    ): Promise<Run | Refusal> {
      return this.writer.start(viewer, input);
    }

    @Mutation(() => results.Append, named('append', 'Takes a piece of the file (上传分片).'))
    append(
      @Arg('input', () => inputs.Append, { description: 'The piece (分片).' }) input: ListImportPiece,
      @Ctx() { viewer }: SubgraphContext,
    ): Promise<Run | Refusal> {
      return this.writer.append(viewer, input);
    }

    @Mutation(() => results.Finish, named('finish', 'Completes the file: reading begins (完成上传).'))
    finish(
      @Arg('input', () => inputs.Finish, THE_IMPORT) input: ListImportStep,
      @Ctx() { viewer }: SubgraphContext,
    ): Promise<Run | Refusal> {
      return this.writer.finish(viewer, input);
    }

    @Mutation(() => results.Cancel, named('cancel', 'Breaks an import off (取消导入); what was written stays.'))
    cancel(
      @Arg('input', () => inputs.Cancel, THE_IMPORT) input: ListImportStep,
      @Ctx() { viewer }: SubgraphContext,
    ): Promise<Run | Refusal> {
      return this.writer.cancel(viewer, input);
    }
  }
  return ListImportMutations;
}
