import type { SampleDatabase } from '../../tools/sample-data/src';

/** How many cells the walk of each subgraph has at least, so that it can't shrink without anybody noticing. */
export const LEAST_CELLS: Readonly<Record<SampleDatabase, number>> = {
  workers: 80_000,
  enterprises: 33_000,
  assistance: 78_000,
  employment: 30_000,
  migrants: 40_000,
};
