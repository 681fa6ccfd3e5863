import { Allow, IsUUID, Length } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { SchoolKind } from './study-evidence.entity';

/** Input of `recordStudyEvidence`. */
@InputType('RecordStudyEvidenceInput', { description: 'What was seen of a student’s schooling (登记助学凭证).' })
export class RecordStudyEvidenceInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The student (学生), of a filed household.' })
  readonly studentId!: string;

  @Allow()
  @Field(() => Int, { description: 'Academic year, by the calendar year it begins in (学年).' })
  readonly academicYear!: number;

  @Allow()
  @Field(() => SchoolKind, { description: 'Kind of school (院校类别).' })
  readonly schoolKind!: SchoolKind;

  @Allow()
  @Field(() => Boolean, { description: 'Whether another fund pays for this year already (是否已获其他资助).' })
  readonly isFundedElsewhere!: boolean;

  @Length(1, 200)
  @Field(() => String, { description: 'Number of the letter of admission or statement (录取通知书或在读证明编号).' })
  readonly documentRef!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key is the same evidence.' })
  readonly idempotencyKey!: string;
}
