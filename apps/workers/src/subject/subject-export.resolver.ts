import { mutationResult, type Refusal, type SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { RevealLimitReached } from '../reveal/reveal.results';
import { OpenSubjectExportInput, RequestSubjectExportInput } from './subject-export.inputs';
import { SubjectExportOpened, SubjectExportPrepared } from './subject-export.results';
import type { SubjectExportWriter } from './subject-export.writer';

const RequestSubjectExportResult = mutationResult(
  'RequestSubjectExportResult',
  'What came of preparing a copy (登记副本申请结果).',
  () => [SubjectExportPrepared],
);
const OpenSubjectExportResult = mutationResult(
  'OpenSubjectExportResult',
  'What came of opening a copy (领取副本结果).',
  () => [SubjectExportOpened, RevealLimitReached],
);

/** GraphQL face of copies that persons ask for (个人信息副本). */
@Resolver()
export class SubjectExportResolver {
  constructor(private readonly writer: SubjectExportWriter) {}

  @Mutation(() => RequestSubjectExportResult, {
    description:
      'Prepares a copy of all that is held of a person, for the person itself (登记个人信息副本申请). For counties and cities; the code goes to the person.',
  })
  requestSubjectExport(
    @Arg('input', () => RequestSubjectExportInput, { description: 'For whom, and how it was identified (申请).' })
    input: RequestSubjectExportInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<SubjectExportPrepared | Refusal> {
    return this.writer.request(viewer, input);
  }

  @Mutation(() => OpenSubjectExportResult, {
    description:
      'Opens a copy with the person’s code, once (凭码领取个人信息副本); another officer than prepared it, and counted with what an hour may reveal. For counties and cities.',
  })
  openSubjectExport(
    @Arg('input', () => OpenSubjectExportInput, { description: 'Which copy, and the code (领取).' })
    input: OpenSubjectExportInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<SubjectExportOpened | RevealLimitReached | Refusal> {
    return this.writer.open(viewer, input);
  }
}
