import type { SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';

import { WithdrawEvidenceInput } from '../medical-evidence/medical-evidence.inputs';
import { Student } from '../references/student.reference';
import { StudyEvidence } from './study-evidence.entity';
import { RecordStudyEvidenceInput } from './study-evidence.inputs';
import {
  RecordStudyEvidenceResult,
  type StudyEvidenceOutcome,
  WithdrawStudyEvidenceResult,
} from './study-evidence.results';
import type { StudyEvidenceService } from './study-evidence.service';
import type { StudyEvidenceWriter } from './study-evidence.writer';

/** Evidence of schooling (助学凭证) as the graph takes it, and as it hangs on students. */
@Resolver(() => StudyEvidence)
export class StudyEvidenceResolver {
  constructor(private readonly writer: StudyEvidenceWriter) {}

  @Mutation(() => RecordStudyEvidenceResult, {
    description: 'Records what was seen of a student’s schooling (登记助学凭证).',
  })
  recordStudyEvidence(
    @Arg('input', () => RecordStudyEvidenceInput, { description: 'The evidence (凭证).' })
    input: RecordStudyEvidenceInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<StudyEvidenceOutcome> {
    return this.writer.record(ctx.viewer, input);
  }

  @Mutation(() => WithdrawStudyEvidenceResult, {
    description: 'Withdraws evidence of schooling (撤回助学凭证); not while a scholarship of that year rests on it.',
  })
  withdrawStudyEvidence(
    @Arg('input', () => WithdrawEvidenceInput, { description: 'The evidence (凭证).' }) input: WithdrawEvidenceInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<StudyEvidenceOutcome> {
    return this.writer.withdraw(ctx.viewer, input);
  }

  @FieldResolver(() => Student, { nullable: true, description: 'The student (学生).' })
  student(@Root() evidence: StudyEvidence): Student {
    return new Student(evidence.studentId);
  }
}

/** What assistance adds to a student (学生): evidence of schooling. */
@Resolver(() => Student)
export class StudentEvidenceResolver {
  constructor(private readonly evidence: StudyEvidenceService) {}

  @FieldResolver(() => [StudyEvidence], {
    nullable: true,
    description:
      'Evidence of the student’s schooling (助学凭证), the latest year first; null when assistance cannot answer.',
  })
  studyEvidence(@Root() student: Student, @Ctx() ctx: SubgraphContext): Promise<readonly StudyEvidence[]> {
    return ctx.load(this.evidence.loadByStudent, student.id);
  }
}
