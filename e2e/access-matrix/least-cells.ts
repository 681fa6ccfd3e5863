/** How many cells the walk of each program has at least, so that it can't shrink without anybody noticing. */
export const LEAST_CELLS: Readonly<Record<string, number>> = {
  workers: 89_000,
  enterprises: 38_000,
  assistance: 86_000,
  employment: 75_000,
  migrants: 65_000,
  identity: 14_400,
  'the gateway’s own part': 2_200,
};
