import { Money } from '@nuan/federation';
import { StudyLevel } from '@nuan/kernel';
import { Field, Float, Int, ObjectType } from 'type-graphql';

/** Scholarships of one level of study in sum. */
@ObjectType('ScholarshipsByLevel', { description: 'Scholarships of one level of study in sum (分学段统计).' })
export class ScholarshipsByLevel {
  @Field(() => StudyLevel, { description: 'Level of study when granted (学段).' })
  readonly level!: StudyLevel;

  @Field(() => Int, { nullable: true, description: 'Students (受助学生数); null when suppressed.' })
  readonly count!: number | null;

  @Field(() => Money, { nullable: true, description: 'Money granted (助学金额，元); null when suppressed.' })
  readonly amount!: bigint | null;
}

/** Scholarships of an academic year in sum. */
@ObjectType('ScholarshipStats', {
  description: 'Scholarships of an academic year in sum (金秋助学统计), within the viewer’s regions.',
})
export class ScholarshipStats {
  @Field(() => Int, { nullable: true, description: 'Students helped (受助学生总数); null when suppressed.' })
  readonly total!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Those of them whose household is one of migrant workers (其中农民工子女); null when suppressed.',
  })
  readonly migrant!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'migrant ÷ total, 0 to 1 (农民工子女占比); null when nobody was helped or when suppressed.',
  })
  readonly share!: number | null;

  @Field(() => [ScholarshipsByLevel], {
    description: 'By level of study, from primary school up (分学段); levels without a student are left out.',
  })
  readonly byLevel!: ScholarshipsByLevel[];

  @Field(() => Boolean, {
    description: 'Whether numbers are withheld because they would point at single people (是否隐藏).',
  })
  readonly suppressed!: boolean;
}
