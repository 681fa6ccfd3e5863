import { StudyLevel } from '@nuan/kernel';
import { isSpread, scaled } from './apportion';
import type { SampleHousehold } from './households';
import type { SamplePerson } from './persons';
import { randomOf, type Rng } from './random';
import { type Student, studentIdOf } from './students';

const SCHOLARS = 12_796;
const MIGRANT_SCHOLARS = 5_758;

interface Studies {
  readonly level: StudyLevel;
  /** The age at which this level starts. */
  readonly from: number;
}

function studiesAt(age: number, rng: Rng): Studies {
  if (age < 12) return { level: StudyLevel.PRIMARY, from: 6 };
  if (age < 15) return { level: StudyLevel.JUNIOR, from: 12 };
  if (age < 18) return { level: rng.chance(0.7) ? StudyLevel.SENIOR : StudyLevel.VOCATIONAL, from: 15 };
  if (age < 22) return { level: rng.chance(0.55) ? StudyLevel.UNDERGRADUATE : StudyLevel.TERTIARY_JUNIOR, from: 18 };
  return { level: StudyLevel.POSTGRADUATE, from: 22 };
}

const SCHOOL_NAMES: Record<StudyLevel, string> = {
  [StudyLevel.PRIMARY]: '小学',
  [StudyLevel.JUNIOR]: '初级中学',
  [StudyLevel.SENIOR]: '高级中学',
  [StudyLevel.VOCATIONAL]: '中等职业学校',
  [StudyLevel.TERTIARY_JUNIOR]: '职业技术学院',
  [StudyLevel.UNDERGRADUATE]: '大学',
  [StudyLevel.POSTGRADUATE]: '大学研究生院',
};

const ABOVE_JUNIOR = new Set([
  StudyLevel.SENIOR,
  StudyLevel.VOCATIONAL,
  StudyLevel.TERTIARY_JUNIOR,
  StudyLevel.UNDERGRADUATE,
  StudyLevel.POSTGRADUATE,
]);

/** Whether the file was active in the autumn of 2016, so that a scholarship could be granted on it. */
const activeInAutumn = (household: SampleHousehold): boolean =>
  household.recordedOn <= '2016-08-15' && (household.exitedOn === null || household.exitedOn > '2016-09-30');

/** Every pupil and student of the households; scholarships of 2016 go to those above junior middle school, spread evenly. */
export function buildStudents(
  households: readonly SampleHousehold[],
  persons: readonly SamplePerson[],
  scale: number,
  seed: number,
): Student[] {
  const students: Student[] = [];
  const eligible: Record<'migrant' | 'other', number[]> = { migrant: [], other: [] };
  for (const household of households) {
    for (let at = household.headIndex + 1; at < household.headIndex + household.size; at++) {
      const person = persons[at];
      if (person?.employmentStatus !== 'STUDENT') continue;
      const student = studentOf(person, household, students.length, seed);
      students.push(student);
      if (ABOVE_JUNIOR.has(student.level) && activeInAutumn(household)) {
        eligible[student.isMigrant ? 'migrant' : 'other'].push(student.index);
      }
    }
  }
  const migrants = scaled(MIGRANT_SCHOLARS, scale);
  grant(students, eligible.migrant, migrants);
  grant(students, eligible.other, scaled(SCHOLARS, scale) - migrants);
  return students;
}

function studentOf(person: SamplePerson, household: SampleHousehold, index: number, seed: number): Student {
  const born = Number(person.bornOn.slice(0, 4));
  const rng = randomOf(seed, 'student', index);
  const { level, from } = studiesAt(2016 - born, rng);
  return {
    index,
    id: studentIdOf(index),
    personIndex: person.index,
    householdIndex: household.index,
    level,
    schoolName: `样例第${String(rng.between(1, 60))}${SCHOOL_NAMES[level]}`,
    enrolledYear: Math.min(2016, born + from),
    isMigrant: household.isMigrant,
    scholarship2016: false,
  };
}

function grant(students: Student[], eligible: readonly number[], count: number): void {
  eligible.forEach((index, at) => {
    const student = students[index];
    if (student !== undefined && isSpread(at, eligible.length, count))
      students[index] = { ...student, scholarship2016: true };
  });
}
