import { assertCan, type Viewer } from '@nuan/auth';
import type { Acts, ActTransaction } from '@nuan/facts';
import { LocalDateScalar, type Refusal, RuleBroken } from '@nuan/federation';
import { isUuid, newId, StudyLevel, yearOf } from '@nuan/kernel';
import { Allow, IsOptional, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { FileChange, lockEditable, saveFile } from '../household/file-change';
import { FileEventKind } from '../household/file-event-kind';
import type { Household } from '../household/household.entity';
import { HouseholdRelation } from '../worker/household-relation';

/** The schooling of a member, recorded or changed. */
@InputType({ description: 'Schooling of a member, to be recorded or changed (登记在读情况).' })
export class RecordStudyInput extends FileChange {
  @Allow()
  @Field(() => ID, { description: 'The member who studies (学生本人); never the head.' })
  readonly personId!: string;

  @Allow()
  @Field(() => StudyLevel, { description: 'Level of study (学段).' })
  readonly level!: StudyLevel;

  @IsOptional()
  @Length(1, 100)
  @Field(() => String, { nullable: true, description: 'School (就读学校).' })
  readonly school?: string | null;

  @IsOptional()
  @Min(1980)
  @Field(() => Int, { nullable: true, description: 'Year of enrolment at this school (入学年份); not in the future.' })
  readonly enrolledYear?: number | null;

  @IsOptional()
  @Min(1)
  @Max(12)
  @Field(() => Int, { nullable: true, description: 'Length of the programme in years (学制).' })
  readonly programmeYears?: number | null;
}

/** The end of a member's schooling. */
@InputType({ description: 'End of a member’s schooling (结束在读).' })
export class EndStudyInput extends FileChange {
  @Allow()
  @Field(() => ID, { description: 'The member who studied (学生本人).' })
  readonly personId!: string;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'Day the schooling ended (结束日期); not in the future.' })
  readonly endedOn!: string;
}

/** Writes the schooling of members. Aid to study is filed under the parent's household, never under the student (I29). */
export class StudentWriter {
  constructor(private readonly acts: Acts) {}

  /**
   * Records the schooling of a member, or changes what is recorded; one row per person, by constraint.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions.
   */
  async record(viewer: Viewer, input: RecordStudyInput): Promise<Household | Refusal> {
    assertCan(viewer, 'household:write');
    return this.acts.perform<Household, Refusal>(viewer, 'student.record', async (tx) => {
      const { reason } = await lockEditable(tx, input);
      const relation = await relationOf(tx, input.id, input.personId);
      if (relation === HouseholdRelation.HEAD)
        tx.refuse(
          new RuleBroken('STUDENT_NOT_HEAD', 'personId', 'A file for study is the parent’s: the head is no student.'),
        );
      if (input.enrolledYear && input.enrolledYear > yearOf(tx.today))
        tx.refuse(
          new RuleBroken('ENROLLED_NOT_IN_FUTURE', 'enrolledYear', 'The year of enrolment is not in the future.'),
        );
      const { level, school, enrolledYear, programmeYears } = input;
      await tx.query(
        `insert into student as s (id, worker_id, household_id, level, school_name, enrolled_year, programme_years, version)
         values ($1, $2, $3, $4, $5, $6, $7, 1)
         on conflict on constraint student_worker_id_unique do update set household_id = excluded.household_id, level = excluded.level,
           school_name = excluded.school_name, enrolled_year = excluded.enrolled_year, programme_years = excluded.programme_years,
           ended_on = null, version = s.version + 1`,
        [newId(), input.personId, input.id, level, school ?? null, enrolledYear ?? null, programmeYears ?? null],
      );
      tx.about('Worker', input.personId);
      tx.note({ level });
      return saveFile(tx, input.id, {}, { kind: FileEventKind.STUDY_CHANGED, personId: input.personId, note: reason });
    });
  }

  /**
   * Ends the schooling of a member; the row stays for the scholarships that name it.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions.
   */
  async end(viewer: Viewer, input: EndStudyInput): Promise<Household | Refusal> {
    assertCan(viewer, 'household:write');
    return this.acts.perform<Household, Refusal>(viewer, 'student.end', async (tx) => {
      const { reason } = await lockEditable(tx, input);
      await relationOf(tx, input.id, input.personId);
      if (input.endedOn > tx.today)
        tx.refuse(new RuleBroken('END_NOT_IN_FUTURE', 'endedOn', 'What lies ahead has not ended.'));
      const [, ended] = await tx.query<[unknown[], number]>(
        'update student set ended_on = $3, version = version + 1 where worker_id = $1 and household_id = $2 and ended_on is null',
        [input.personId, input.id, input.endedOn],
      );
      if (ended === 0) tx.refuse(new RuleBroken('IN_EDUCATION', 'personId', 'This member is not in education.'));
      tx.about('Worker', input.personId);
      return saveFile(tx, input.id, {}, { kind: FileEventKind.STUDY_CHANGED, personId: input.personId, note: reason });
    });
  }
}

/** The place of a person in a household; refuses who is no member of it. */
async function relationOf(tx: ActTransaction, householdId: string, personId: string): Promise<HouseholdRelation> {
  const [found] = isUuid(personId)
    ? await tx.query<{ relation: HouseholdRelation }[]>(
        'select relation from worker where id = $1 and household_id = $2 for update',
        [personId, householdId],
      )
    : [];
  return (
    found?.relation ??
    tx.refuse(new RuleBroken('MEMBER_OF_HOUSEHOLD', 'personId', 'This is no member of the household.'))
  );
}
