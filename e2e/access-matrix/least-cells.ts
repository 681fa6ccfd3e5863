/** How many cells the walk of each program has at least, so that it can't shrink without anybody noticing. */
export const LEAST_CELLS: Readonly<Record<string, number>> = {
  workers: 80_000,
  enterprises: 33_000,
  assistance: 78_000,
  employment: 30_000,
  migrants: 40_000,
  identity: 10_000,
  'the gateway’s own part': 1_000,
};
