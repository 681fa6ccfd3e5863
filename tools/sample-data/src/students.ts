import type { StudyLevel } from '@nuan/kernel';
import { sampleId } from './identifiers';

/** A pupil or student of a filed household (在读子女). */
export interface Student {
  readonly index: number;
  readonly id: string;
  readonly personIndex: number;
  readonly householdIndex: number;
  readonly level: StudyLevel;
  readonly schoolName: string;
  readonly enrolledYear: number;
  /** The household's flag. */
  readonly isMigrant: boolean;
  /** Whether an autumn scholarship (金秋助学) of 2016 went to this student: 12,796 × scale, of them 5,758 × scale migrant. */
  readonly scholarship2016: boolean;
}

/** The id of the student with this index. */
export const studentIdOf = (index: number): string => sampleId('student', index);
