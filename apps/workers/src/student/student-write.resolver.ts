import { mutationResult, type Refusal, type SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { Household } from '../household/household.entity';
import { Student } from './student.entity';
import { EndStudyInput, RecordStudyInput, type StudentWriter } from './student.writer';

const RecordStudyResult = mutationResult(
  'RecordStudyResult',
  'What came of recording schooling (登记在读情况结果).',
  () => [Household],
);
const EndStudyResult = mutationResult('EndStudyResult', 'What came of ending schooling (结束在读结果).', () => [
  Household,
]);

/** Changes of members' schooling (在读情况变更), through the API. */
@Resolver(() => Student)
export class StudentWriteResolver {
  constructor(private readonly writer: StudentWriter) {}

  @Mutation(() => RecordStudyResult, {
    description:
      'Records or changes the schooling of a member (登记在读情况); filed under the parent’s household. For makers.',
  })
  recordStudy(
    @Arg('input', () => RecordStudyInput, { description: 'Whose schooling, and why (在读情况).' })
    input: RecordStudyInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Household | Refusal> {
    return this.writer.record(viewer, input);
  }

  @Mutation(() => EndStudyResult, { description: 'Ends the schooling of a member (结束在读). For makers.' })
  endStudy(
    @Arg('input', () => EndStudyInput, { description: 'Whose schooling, when and why (结束在读).' })
    input: EndStudyInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Household | Refusal> {
    return this.writer.end(viewer, input);
  }
}
