import { mutationResult, type Refusal, type SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { FilingApplication } from '../filing/filing-application.entity';
import { Household } from '../household/household.entity';
import { HouseholdAlreadyFiled } from '../household/household-already-filed';
import type { RefilingWriter } from './refiling.writer';
import { CloseTemporaryFileInput, FileAgainInput, OpenTemporaryFileInput } from './temporary-file.inputs';
import type { TemporaryFileWriter } from './temporary-file.writer';

const OpenTemporaryFileResult = mutationResult(
  'OpenTemporaryFileResult',
  'What came of opening a temporary file (临时建档结果).',
  () => [Household, HouseholdAlreadyFiled],
);
const CloseTemporaryFileResult = mutationResult(
  'CloseTemporaryFileResult',
  'What came of closing a temporary file (临时档结案结果).',
  () => [Household],
);
const FileAgainResult = mutationResult(
  'FileAgainResult',
  'What came of filing a household again (转建档、返困建档结果).',
  () => [FilingApplication],
);

/** Temporary files, and households that are filed again (临时档、返困), through the API. */
@Resolver(() => Household)
export class TemporaryFileResolver {
  constructor(
    private readonly temporary: TemporaryFileWriter,
    private readonly refiling: RefilingWriter,
  ) {}

  @Mutation(() => OpenTemporaryFileResult, {
    description: 'Opens a temporary file for a household in hardship that is not filed (临时建档). For makers.',
  })
  openTemporaryFile(
    @Arg('input', () => OpenTemporaryFileInput, { description: 'Which household, and why (临时建档).' })
    input: OpenTemporaryFileInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Household | HouseholdAlreadyFiled | Refusal> {
    return this.temporary.open(viewer, input);
  }

  @Mutation(() => CloseTemporaryFileResult, {
    description: 'Closes a temporary file that leads to no filing (临时档结案). For makers.',
  })
  closeTemporaryFile(
    @Arg('input', () => CloseTemporaryFileInput, { description: 'Which file, and why (结案).' })
    input: CloseTemporaryFileInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Household | Refusal> {
    return this.temporary.close(viewer, input);
  }

  @Mutation(() => FileAgainResult, {
    description:
      'Begins the application by which a temporary file becomes a filed one (临时档转建档), filled with what it holds. For makers.',
  })
  convertTemporaryFile(
    @Arg('input', () => FileAgainInput, { description: 'Which file, and why (转建档).' }) input: FileAgainInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<FilingApplication | Refusal> {
    return this.refiling.convert(viewer, input);
  }

  @Mutation(() => FileAgainResult, {
    description:
      'Begins the application of a household that relapsed after its exit (返困建档), filled with what the old file holds. For makers.',
  })
  relapseHousehold(
    @Arg('input', () => FileAgainInput, { description: 'Which file, and why (返困).' }) input: FileAgainInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<FilingApplication | Refusal> {
    return this.refiling.relapse(viewer, input);
  }
}
