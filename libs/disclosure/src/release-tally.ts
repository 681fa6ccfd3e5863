import type { RegionLevel } from '@nuan/kernel';
import { levelOf } from '@nuan/regions';

import { sliceName } from './figures';
import { type Population, slicingByMeasure } from './population';
import type { Release } from './release';

/** How many figures a release gives, and how many it withholds. */
interface Tally {
  readonly given: number;
  readonly withheld: number;
}

/** The same by the level of the figures' regions. */
type ReleaseTally = Record<'province' | 'cities' | 'counties', Tally>;

/**
 * Counts what a release gives of some populations and their parts. What nobody in the whole province falls under counts nowhere; the zero
 * of a region alone is a figure that is withheld.
 */
export function tallyOf(release: Release, populations: readonly Population[]): ReleaseTally {
  const tally: ReleaseTally = { province: NOTHING, cities: NOTHING, counties: NOTHING };
  const regions = [...release.regions].filter((region) => /^\d+$/.test(region));
  for (const [measure, slicing] of slicingByMeasure(populations))
    for (const slice of release.slices.filter((name) => name.startsWith(sliceName(slicing, ''))))
      for (const region of regions) {
        const figure = release.figure(slice, measure, region);
        const level = TALLIED[levelOf(region)];
        const { given, withheld } = tally[level];
        if (figure === null) tally[level] = { given, withheld: withheld + 1 };
        else if (figure.n !== 0) tally[level] = { given: given + 1, withheld };
      }
  return tally;
}

const NOTHING: Tally = { given: 0, withheld: 0 };

const TALLIED: Readonly<Record<RegionLevel, keyof ReleaseTally>> = {
  PROVINCE: 'province',
  PREFECTURE: 'cities',
  COUNTY: 'counties',
};
