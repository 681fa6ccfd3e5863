import { FileStatus, HardshipCause } from '@nuan/kernel';
import { apportion, isSpread, scaled } from './apportion';
import type { UnionTree } from './build-unions';
import { CITY_PROFILES } from './city-profiles';
import { yearLater } from './days';
import { EmployerPicker, hardshipWeight } from './employer-picker';
import type { SampleEnterprise } from './enterprises';
import { activeDates, assess, leftDates, LEAVERS, primaryCauseOf, secondaryCausesOf, tierOf } from './hardship';
import { SampleHousehold, type SampleLeaderRank } from './households';
import { buildMembers, type Family } from './members';
import { lineOn } from './min-living-lines';
import type { PersonRegistry } from './person-registry';
import { type Place, spreadOver, spreadWithin } from './places';
import { randomOf, type Rng } from './random';

const FILED = 128_000;
const FILED_MIGRANT = 38_500;
const CHUZHOU = '341100';
const CHUZHOU_PAIRS = 201;

/** What building households needs from what was built before. */
export interface HouseholdSite {
  readonly places: readonly Place[];
  readonly tree: UnionTree;
  readonly enterprises: readonly SampleEnterprise[];
  readonly registry: PersonRegistry;
  readonly scale: number;
  readonly seed: number;
}

/** Filed and migrant households per place. The migrant share differs by city; both sum exactly. */
function filedPerPlace(places: readonly Place[], scale: number): { filed: number[]; migrant: number[] } {
  const filed = apportion(
    scaled(FILED, scale),
    CITY_PROFILES.map((city) => city.households),
  );
  const migrant = apportion(
    scaled(FILED_MIGRANT, scale),
    CITY_PROFILES.map((city, at) => (filed[at] ?? 0) * city.migrant),
  );
  return { filed: spreadWithin(places, filed), migrant: spreadWithin(places, migrant) };
}

/**
 * Leaders as helpers. Chuzhou's own units (滁州市直) pair exactly 201 households with city leaders and unit heads, and nobody else
 * in Chuzhou has a helper of these ranks; elsewhere the first files of a city's own units do.
 */
function leaderRankOf(place: Place, at: number, scale: number): SampleLeaderRank | null {
  if (!place.cityLevel) return null;
  if (place.code === CHUZHOU) {
    if (at >= scaled(CHUZHOU_PAIRS, scale)) return null;
    return at % 9 === 0 ? 'PREFECTURE_LEADER' : 'PREFECTURE_UNIT_HEAD';
  }
  if (at < (place.code === '340100' ? 8 : 1) * Math.min(1, scale * 10)) return 'PROVINCE_LEADER';
  if (at < 20 * Math.min(1, scale * 2)) return 'PREFECTURE_LEADER';
  return at < 120 * scale ? 'PREFECTURE_UNIT_HEAD' : null;
}

/** Builds the filed households with their members, place by place, then the ones that left in 2016. */
export function buildHouseholds(site: HouseholdSite): SampleHousehold[] {
  const builder = new HouseholdBuilder(site);
  const { filed, migrant } = filedPerPlace(site.places, site.scale);
  for (const place of site.places) {
    const count = filed[place.index] ?? 0;
    for (let at = 0; at < count; at++) {
      builder.add(place, isSpread(at, count, migrant[place.index] ?? 0), leaderRankOf(place, at, site.scale), null);
    }
  }
  for (const leaver of LEAVERS) {
    const counts = spreadOver(site.places, scaled(leaver[2], site.scale), (city) => city.households);
    for (const place of site.places) {
      for (let count = counts[place.index] ?? 0; count > 0; count--) builder.add(place, count % 4 === 0, null, leaver);
    }
  }
  return builder.households;
}

class HouseholdBuilder {
  readonly households: SampleHousehold[] = [];
  private readonly employers: EmployerPicker;
  private readonly fileNumbers = new Map<string, number>();

  constructor(private readonly site: HouseholdSite) {
    this.employers = new EmployerPicker(site.enterprises, hardshipWeight);
  }

  add(
    place: Place,
    isMigrant: boolean,
    leaderRank: SampleLeaderRank | null,
    leaver: (typeof LEAVERS)[number] | null,
  ): void {
    const index = this.households.length;
    const rng = randomOf(this.site.seed, 'household', index);
    const primaryCause = primaryCauseOf(rng);
    const secondaryCauses = secondaryCausesOf(primaryCause, rng);
    const dates = leaver === null ? activeDates(rng) : leftDates(rng);
    const size = sizeOf(primaryCause, rng);
    const line = lineOn(dates.lastReviewedOn, place.city.lineYuan);
    const family = this.family(place, { index, isMigrant, primaryCause, secondaryCauses, size }, rng);
    this.households.push(
      new SampleHousehold({
        index,
        fileNo: this.fileNo(place.code, dates.recordedOn),
        status: leaver === null ? FileStatus.RECORDED : leaver[1],
        tier: tierOf(rng),
        primaryCause,
        secondaryCauses,
        isMigrant,
        isZeroEmployment: family.nobodyEmployed,
        regionCode: place.code,
        unionIndex: family.unionIndex,
        employerIndex: family.employerIndex,
        headIndex: family.headIndex,
        size,
        ...assess(primaryCause, size, line, rng),
        ...dates,
        nextReviewDueOn: yearLater(dates.lastReviewedOn),
        exitReason: leaver === null ? null : leaver[0],
        leaderRank,
      }),
    );
  }

  private family(
    place: Place,
    facts: Pick<Family, 'index' | 'isMigrant' | 'primaryCause' | 'secondaryCauses' | 'size'>,
    rng: Rng,
  ) {
    const employer = rng.chance(0.8) ? this.employers.inPlace(place, rng) : null;
    const unionIndex = employer?.unionIndex ?? rng.pick(this.site.tree.jointUnions[place.index] ?? []);
    const members = buildMembers({ ...facts, regionCode: place.code, unionIndex, employer }, this.site.registry, rng);
    return { ...members, unionIndex };
  }

  private fileNo(regionCode: string, recordedOn: string): string {
    const key = `${regionCode}-${recordedOn.slice(0, 4)}`;
    const sequence = (this.fileNumbers.get(key) ?? 0) + 1;
    this.fileNumbers.set(key, sequence);
    return `K${key}-${String(sequence).padStart(5, '0')}`;
  }
}

function sizeOf(cause: HardshipCause, rng: Rng): number {
  const size = rng.weighted([
    [1, 13],
    [2, 28],
    [3, 37],
    [4, 16],
    [5, 6],
  ]);
  return cause === HardshipCause.SCHOOLING ? Math.max(2, size) : size;
}
