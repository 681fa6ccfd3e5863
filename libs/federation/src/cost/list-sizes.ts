/** What a field is given for an argument, by the argument's name; undefined where nothing is given. */
export type Given = (argument: string) => unknown;

/** How many rows a list has at most, from what it is asked with. */
export type ListSize = (given: Given) => number;

/** Most divisions of a level that the reference list has had on one day. */
const DIVISIONS_OF_LEVEL: Readonly<Record<string, number>> = { PROVINCE: 1, PREFECTURE: 17, COUNTY: 105 };

/** The same within one city, which is itself among them. */
const DIVISIONS_OF_CITY: Readonly<Record<string, number>> = { PROVINCE: 0, PREFECTURE: 1, COUNTY: 11 };

/** Most lines that the question who touched or saw something is answered with. */
const AUDITED_ACTORS: ListSize = () => 1_000;

/** Funds of the province, its cities and its counties: twice what the sample has. */
const FUNDS: ListSize = () => 120;

/** Lists that no `first` bounds and whose length is known, by type and field. Any other such list counts as `openList` rows. */
const SIZES: ReadonlyMap<string, ListSize> = new Map([
  ['Query.regions', divisions],
  ['Query.funds', FUNDS],
  ['Query.fileAuditActors', AUDITED_ACTORS],
  ['Query.enterpriseAuditActors', AUDITED_ACTORS],
  ['Query.aidAuditActors', AUDITED_ACTORS],
  ['Query.employmentAuditActors', AUDITED_ACTORS],
  ['Query.serviceAuditActors', AUDITED_ACTORS],
  ['Query.identityAuditActors', AUDITED_ACTORS],
]);

/** The declared size of a list; null where none is. */
export function listSizeOf(type: string, field: string): ListSize | null {
  return SIZES.get(`${type}.${field}`) ?? null;
}

/** Divisions under a code, of one level or of all; of the province where the code is absent or strange. */
function divisions(given: Given): number {
  const [under, level] = [given('under'), given('level')];
  const isCity = typeof under === 'string' && /^\d{6}$/.test(under) && !under.endsWith('0000');
  if (isCity && !under.endsWith('00')) return 1;
  const byLevel = isCity ? DIVISIONS_OF_CITY : DIVISIONS_OF_LEVEL;
  const ofLevel = typeof level === 'string' && Object.hasOwn(byLevel, level) ? byLevel[level] : undefined;
  return ofLevel ?? Object.values(byLevel).reduce((sum, count) => sum + count, 0);
}
