import type { CampaignGroups } from './campaign-groups';
import type { Employment2016 } from './employment-2016';
import type { SampleEnterprise } from './enterprises';
import type { SampleHousehold } from './households';
import type { MinLivingLine } from './min-living-lines';
import type { SamplePerson } from './persons';
import type { Student } from './students';
import type { Union } from './unions';

/** The as-of instant of the published figures: 2017-01-23 18:00 Asia/Shanghai. */
export const ASOF = new Date('2017-01-23T18:00:00+08:00');
/** The as-of day. */
export const ASOF_ON = '2017-01-23';
/** The seed of the published sample. */
export const SEED = 20170123;

export interface WorldOptions {
  /** 1 is the province of the source; 0.01 serves tests; above 1 serves the benchmarks. */
  readonly scale: number;
  readonly seed?: number;
}

/** The facts that several databases share. Every list is ordered by index and `list[i].index === i`. */
export interface World {
  readonly scale: number;
  readonly seed: number;
  readonly unions: readonly Union[];
  readonly enterprises: readonly SampleEnterprise[];
  /** Active files first (128,000 × scale, by region code), then those that left in 2016 (6,400 × scale). */
  readonly households: readonly SampleHousehold[];
  /** Members household by household, then model workers, then the consoled workers. */
  readonly persons: readonly SamplePerson[];
  readonly students: readonly Student[];
  readonly campaignGroups: CampaignGroups;
  readonly employment2016: Employment2016;
  /** The eight cities with the most filed households, by code: our rule, since the source doesn't name them. */
  readonly pilotCities: readonly string[];
  /** Dated minimum-living lines (低保线) of the cities; synthetic. */
  readonly minLivingLines: readonly MinLivingLine[];
}
