import { AidPurpose, DeliveryMode, FundSource, TargetGroupKind } from '@nuan/kernel';
import type { Chance, CountBy, FixtureCell, LinkedReleases } from '@nuan/testing';

/** Where payments of a fixture belong: a campaign in one year, one that reaches over New Year, and none. */
const CLASSES = [
  { campaign: 'TEST2017', year: 2016 },
  { campaign: 'TEST2017', year: 2017 },
  { campaign: 'LOCAL2016', year: 2016 },
  { campaign: '', year: 2016 },
  { campaign: '', year: 2017 },
] as const;

const DIMENSIONS: readonly (readonly [string, readonly string[]])[] = [
  ['aid.source', Object.values(FundSource)],
  ['aid.group', Object.values(TargetGroupKind)],
  ['aid.purpose', Object.values(AidPurpose)],
  ['aid.mode', Object.values(DeliveryMode)],
];

const OUTSIDE = 'outside.aid.yearBeneficiary';

/** Payments of each class, parted at random along each dimension; persons paid in the year, those paid in campaigns alone among them. */
function cells(chance: Chance, regionCode: string, count: CountBy): FixtureCell[] {
  const found: FixtureCell[] = [];
  for (const of of CLASSES) {
    // The local campaign is in few regions.
    const n = of.campaign === 'LOCAL2016' && chance() < 0.7 ? 0 : count(chance);
    for (const [metric, keys] of DIMENSIONS)
      for (const [key, part] of parted(chance, n, keys)) found.push({ ...of, metric, key, regionCode, n: part });
    for (const [key, part] of parted(
      chance,
      of.campaign === '' ? n : Math.floor(n / 2),
      Object.values(TargetGroupKind),
    )) {
      found.push({ metric: 'aid.yearBeneficiary', key, regionCode, campaign: '', year: of.year, n: part });
      if (of.campaign === '') found.push({ metric: OUTSIDE, key, regionCode, campaign: '', year: of.year, n: part });
    }
  }
  return found;
}

/** A number in parts, most of it in a few of them. */
function parted(chance: Chance, n: number, keys: readonly string[]): [string, number][] {
  let left = n;
  return keys.flatMap((key, index): [string, number][] => {
    const share =
      index === keys.length - 1 ? left : Math.floor(left * (chance() < 0.4 ? chance() * 0.1 : chance() * 0.6));
    left -= share;
    return share === 0 ? [] : [[key, share]];
  });
}

/** What the plan's `extraCells` make of the cells. */
function extra(fixture: readonly FixtureCell[]): FixtureCell[] {
  return fixture.flatMap((cell) => {
    if (cell.metric === 'aid.yearBeneficiary') return [{ ...cell, metric: `year.${cell.metric}` }];
    if (!DIMENSIONS.some(([metric]) => metric === cell.metric)) return [];
    const ofYear = { ...cell, metric: `year.${cell.metric}`, campaign: '' };
    return cell.campaign === '' ? [ofYear, { ...ofYear, metric: `outside.${cell.metric}` }] : [ofYear];
  });
}

/** The kinds of payment along one dimension: each is counted by its campaign, and by its year. */
const kindsOf = (metric: string, keys: readonly string[]): ReadonlySet<string>[] =>
  CLASSES.flatMap(({ campaign, year }) =>
    keys.map((key) => {
      const measures = ['aid.group', `${metric}/${key}`];
      const ofYear = measures.map((measure) => `year:${year}|year.${measure}`);
      const beside = measures.map((measure) =>
        campaign === '' ? `year:${year}|outside.${measure}` : `campaign:${campaign}|${measure}`,
      );
      return new Set([...ofYear, ...beside]);
    }),
  );

/** Payments that are counted by campaign and by year. */
export const aidPayments: LinkedReleases = {
  owns: (metric) => /^(year\.|outside\.)?aid\./.test(metric),
  cells,
  extra,
  attacks: DIMENSIONS.map(([metric, keys]) => kindsOf(metric, keys)),
};
