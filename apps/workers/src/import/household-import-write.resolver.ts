import type { Refusal, SubgraphContext } from '@nuan/federation';
import type { ListImportWriter } from '@nuan/intake';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { HouseholdImport } from './household-import.entity';
import {
  AppendHouseholdImportInput,
  CancelHouseholdImportInput,
  FinishHouseholdImportInput,
  StartHouseholdImportInput,
} from './household-import.inputs';
import {
  AppendHouseholdImportResult,
  CancelHouseholdImportResult,
  FinishHouseholdImportResult,
  StartHouseholdImportResult,
} from './household-import.results';

/** Mutations of bulk imports (批量导入). */
@Resolver(() => HouseholdImport)
export class HouseholdImportWriteResolver {
  constructor(private readonly writer: ListImportWriter<HouseholdImport, StartHouseholdImportInput>) {}

  @Mutation(() => StartHouseholdImportResult, {
    description:
      'Announces a file of households (发起批量导入); a file that came before is recognised by its checksum.',
  })
  startHouseholdImport(
    @Arg('input', () => StartHouseholdImportInput, { description: 'The file (文件).' })
    input: StartHouseholdImportInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<HouseholdImport | Refusal> {
    return this.writer.start(viewer, input);
  }

  @Mutation(() => AppendHouseholdImportResult, { description: 'Sends a piece of the file (上传导入分片).' })
  appendHouseholdImport(
    @Arg('input', () => AppendHouseholdImportInput, { description: 'The piece (分片).' })
    input: AppendHouseholdImportInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<HouseholdImport | Refusal> {
    return this.writer.append(viewer, input);
  }

  @Mutation(() => FinishHouseholdImportResult, {
    description: 'Ends the sending of a file (完成上传): it is read and checked, and unless it is a dry run, written.',
  })
  finishHouseholdImport(
    @Arg('input', () => FinishHouseholdImportInput, { description: 'Which import (导入).' })
    input: FinishHouseholdImportInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<HouseholdImport | Refusal> {
    return this.writer.finish(viewer, input);
  }

  @Mutation(() => CancelHouseholdImportResult, {
    description: 'Breaks an import off (取消导入): households that were written stay, the rest is not.',
  })
  cancelHouseholdImport(
    @Arg('input', () => CancelHouseholdImportInput, { description: 'Which import (导入).' })
    input: CancelHouseholdImportInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<HouseholdImport | Refusal> {
    return this.writer.cancel(viewer, input);
  }
}
