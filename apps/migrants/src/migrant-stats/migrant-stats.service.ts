import { assertCan } from '@nuan/auth';
import type { Disclosure, Figures } from '@nuan/disclosure';
import { type Batch } from '@nuan/federation';
import { type Clock, today, yearOf } from '@nuan/kernel';

import { Amenity } from '../station/amenity';
import { StationKind } from '../station/station-kind';
import { OPEN_WAGE_STATES } from '../wage-case/wage-deadline';
import { AmenityGap, InsuranceStats, MigrantStats, ReturnStats, WageStats } from './migrant-stats';

const FACILITY_METRICS = ['facility', 'facility_score', 'facility_missing'] as const;
const SERVICE_METRICS = [
  'health_check',
  'wage_owed',
  'wage_recovered',
  'wage_workers',
  'return_service',
  'return_served',
  'return_requested',
  'insurance_project',
] as const;

/** Which year's block is wanted; null: facilities now, services of all years. */
export interface MigrantStatsRequest {
  readonly year: number | null;
}

/** Reads the migrant block of regions (农民工服务) from the rollups; services, for analysts, from the newest release. */
export class MigrantStatsService {
  constructor(
    private readonly clock: Clock,
    private readonly disclosure: Disclosure,
  ) {}

  /** The blocks of any number of regions in one statement; index-aligned. */
  readonly loadByRegion: Batch<string, MigrantStats, MigrantStatsRequest> = async (viewer, regionCodes, { year }) => {
    assertCan(viewer, 'region:aggregate');
    const metrics = [...FACILITY_METRICS, ...SERVICE_METRICS];
    const { figures, asOf } = await this.disclosure.read(viewer, { metrics, regionCodes });
    const untilYear = year ?? yearOf(today(this.clock));
    return regionCodes.map((code) => blockOf(figures(code), { untilYear, year: year ?? undefined }, asOf));
  };
}

/** Which cells count: facilities up to the end of a year, services of one year or of all. */
interface Period {
  readonly untilYear: number;
  readonly year: number | undefined;
}

function blockOf(figures: Figures, period: Period, asOf: Date): MigrantStats {
  const { untilYear, year } = period;
  const facilities = (kind?: StationKind): number | null =>
    figures.count({ metric: 'facility', untilYear, ...(kind === undefined ? {} : { keys: [kind] }) });
  const [total, score] = [facilities(), figures.count({ metric: 'facility_score', untilYear })];
  const block = {
    homes: facilities(StationKind.HAPPY_HOME),
    stations: facilities(StationKind.HAPPY_STATION),
    outdoorStations: facilities(StationKind.OUTDOOR_STATION),
    avgScore: total === null || score === null || total === 0 ? null : Math.round((10 * score) / total) / 10,
    healthChecks: figures.count({ metric: 'health_check', year }),
    wages: wagesOf(figures, year),
    missing: missingOf(figures, untilYear),
    returns: Object.assign(new ReturnStats(), {
      services: figures.count({ metric: 'return_service', year }),
      served: figures.count({ metric: 'return_served', year }),
      subsidy: figures.amountFen({ metric: 'return_served', year }),
      subsidyRequested: figures.amountFen({ metric: 'return_requested', year }),
    }),
    insurance: insuranceOf(figures, year),
    asOf,
  };
  return Object.assign(new MigrantStats(), block, { suppressed: figures.suppressed });
}

function wagesOf(figures: Figures, year: number | undefined): WageStats {
  return Object.assign(new WageStats(), {
    owed: figures.amountFen({ metric: 'wage_owed', year }),
    recovered: figures.amountFen({ metric: 'wage_recovered', year }),
    cases: figures.count({ metric: 'wage_owed', year }),
    openCases: figures.count({ metric: 'wage_owed', keys: OPEN_WAGE_STATES, year }),
    workers: figures.count({ metric: 'wage_workers', year }),
  });
}

function insuranceOf(figures: Figures, year: number | undefined): InsuranceStats {
  const projects = figures.count({ metric: 'insurance_project', year });
  const insured = figures.count({ metric: 'insurance_project', keys: ['INSURED'], year });
  const rate = projects === null || insured === null || projects === 0 ? null : insured / projects;
  return Object.assign(new InsuranceStats(), { projects, insured, rate });
}

function missingOf(figures: Figures, untilYear: number): AmenityGap[] {
  return Object.values(Amenity)
    .map((amenity) => ({
      amenity,
      count: figures.count({ metric: 'facility_missing', keys: [amenity], untilYear }) ?? 0,
    }))
    .filter((gap) => gap.count > 0)
    .sort((a, b) => b.count - a.count)
    .map((gap) => Object.assign(new AmenityGap(), gap));
}
