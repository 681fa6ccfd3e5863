/** What the walk of a program meets at least, so that it can't shrink without anybody noticing. */
export interface Floor {
  /** Cells: a field by a way as somebody from somewhere. */
  readonly cells: number;
  /** Lists of rows that belong to a region, and of such lists with the regions in which somebody was shown a row. */
  readonly lists: number;
  readonly pages: number;
  /** Answers about a row outside that were compared with those about none. */
  readonly compared: number;
  /** Acts that somebody of the right, in the region of the rows, got as far as the rows by. */
  readonly reached: number;
}

/** The floor of each program; the gateway's own part has neither rows nor acts. */
const FLOORS: Readonly<Record<string, Floor>> = {
  workers: { cells: 107_000, lists: 10, pages: 29, compared: 500, reached: 80 },
  enterprises: { cells: 46_000, lists: 8, pages: 22, compared: 250, reached: 36 },
  assistance: { cells: 103_000, lists: 11, pages: 31, compared: 650, reached: 72 },
  employment: { cells: 91_000, lists: 17, pages: 37, compared: 600, reached: 71 },
  migrants: { cells: 78_000, lists: 14, pages: 35, compared: 600, reached: 59 },
  identity: { cells: 18_800, lists: 7, pages: 28, compared: 6, reached: 14 },
  'the gateway’s own part': { cells: 2_600, lists: 0, pages: 0, compared: 0, reached: 0 },
};

/** The floor of one program. */
export function floorOf(name: string): Floor {
  return FLOORS[name] ?? { cells: Infinity, lists: Infinity, pages: Infinity, compared: Infinity, reached: Infinity };
}
