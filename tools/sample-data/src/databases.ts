import { FaultError } from '@nuan/errors';
import { assistanceTables } from './assistance/assistance.tables';
import { employmentTables } from './employment/employment.tables';
import { enterprisesTables } from './enterprises/enterprises.tables';
import { migrantsTables } from './migrants/migrants.tables';
import type { SampleMapper } from './table-load';
import { workersTables } from './workers/workers.tables';
import type { World } from './world';

/** The databases that the sample fills. */
export const SAMPLE_DATABASES = ['workers', 'enterprises', 'assistance', 'employment', 'migrants'] as const;

/** One of the databases that the sample fills. */
export type SampleDatabase = (typeof SAMPLE_DATABASES)[number];

interface DatabasePart {
  readonly tables: SampleMapper<World>;
  /** Roughly the rows at scale 1: weighs the databases against each other in the progress. */
  readonly rows: number;
}

const PARTS: Partial<Record<SampleDatabase, DatabasePart>> = {
  workers: { tables: workersTables, rows: 850_000 },
  assistance: { tables: assistanceTables, rows: 1_500_000 },
  employment: { tables: employmentTables, rows: 500_000 },
  enterprises: { tables: enterprisesTables, rows: 40_000 },
  migrants: { tables: migrantsTables, rows: 85_000 },
};

/** A database's part of the sample. @throws FaultError when nobody wrote its mapper. */
export function partOf(database: SampleDatabase): DatabasePart {
  const part = PARTS[database];
  if (part === undefined) throw new FaultError(`the sample has no tables for the database of ${database}`);
  return part;
}

/** Which databases load one after another in the same process: two lanes of about the same length, for two cores. */
export const LANES: readonly (readonly SampleDatabase[])[] = [
  ['assistance'],
  ['workers', 'employment', 'migrants', 'enterprises'],
];

/** Whether a word names one of the databases. */
export const isSampleDatabase = (word: string): word is SampleDatabase =>
  (SAMPLE_DATABASES as readonly string[]).includes(word);
