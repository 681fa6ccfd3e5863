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

const PARTS: Readonly<Record<SampleDatabase, DatabasePart>> = {
  workers: { tables: workersTables, rows: 915_000 },
  assistance: { tables: assistanceTables, rows: 2_580_000 },
  employment: { tables: employmentTables, rows: 510_000 },
  enterprises: { tables: enterprisesTables, rows: 37_000 },
  migrants: { tables: migrantsTables, rows: 85_000 },
};

/** A database's part of the sample. */
export const partOf = (database: SampleDatabase): DatabasePart => PARTS[database];

/** Which databases load one after another in the same process: two lanes of about the same length, for two cores. */
export const LANES: readonly (readonly SampleDatabase[])[] = [
  ['assistance', 'employment'],
  ['workers', 'migrants', 'enterprises'],
];

/** Whether a word names one of the databases. */
export const isSampleDatabase = (word: string): word is SampleDatabase =>
  (SAMPLE_DATABASES as readonly string[]).includes(word);
