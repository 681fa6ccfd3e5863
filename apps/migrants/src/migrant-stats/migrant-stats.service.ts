import { assertCan } from '@nuan/auth';
import { readRollups, type RollupCell } from '@nuan/database';
import { type Batch } from '@nuan/federation';
import { type Clock, today, yearOf } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

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
  'insurance_project',
] as const;

/** Which year's block is wanted; null: facilities now, services of all years. */
export interface MigrantStatsRequest {
  readonly year: number | null;
}

/** Reads the migrant block of regions (农民工服务) from the rollups. */
export class MigrantStatsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The blocks of any number of regions in one statement; index-aligned. */
  readonly loadByRegion: Batch<string, MigrantStats, MigrantStatsRequest> = async (viewer, regionCodes, { year }) => {
    assertCan(viewer, 'region:aggregate');
    const cells = await readRollups(this.db, { metrics: [...FACILITY_METRICS, ...SERVICE_METRICS], regionCodes });
    const now = this.clock.now();
    const until = year ?? yearOf(today(this.clock));
    return regionCodes.map((code) => {
      const own = cells.get(code) ?? [];
      const services = year === null ? own : own.filter((cell) => cell.year === year);
      return blockOf(
        own.filter((cell) => cell.year <= until),
        services,
        now,
      );
    });
  };
}

/** `standing` holds the cells of all years up to the one asked for, `services` those of the year alone. */
function blockOf(standing: readonly RollupCell[], services: readonly RollupCell[], asOf: Date): MigrantStats {
  const facilities = (kind?: StationKind): number => count(standing, 'facility', kind && [kind]);
  const total = facilities();
  return Object.assign(new MigrantStats(), {
    homes: facilities(StationKind.HAPPY_HOME),
    stations: facilities(StationKind.HAPPY_STATION),
    outdoorStations: facilities(StationKind.OUTDOOR_STATION),
    avgScore: total === 0 ? null : Math.round((10 * count(standing, 'facility_score')) / total) / 10,
    healthChecks: count(services, 'health_check'),
    wages: wagesOf(services),
    missing: missingOf(standing),
    returns: Object.assign(new ReturnStats(), {
      services: count(services, 'return_service'),
      served: count(services, 'return_served'),
      subsidy: money(services, 'return_served'),
    }),
    insurance: insuranceOf(services),
    suppressed: false,
    asOf,
  });
}

function wagesOf(cells: readonly RollupCell[]): WageStats {
  return Object.assign(new WageStats(), {
    owed: money(cells, 'wage_owed'),
    recovered: money(cells, 'wage_recovered'),
    cases: count(cells, 'wage_owed'),
    openCases: count(cells, 'wage_owed', OPEN_WAGE_STATES),
    workers: count(cells, 'wage_workers'),
  });
}

function insuranceOf(cells: readonly RollupCell[]): InsuranceStats {
  const projects = count(cells, 'insurance_project');
  const insured = count(cells, 'insurance_project', ['INSURED']);
  return Object.assign(new InsuranceStats(), { projects, insured, rate: projects === 0 ? null : insured / projects });
}

function missingOf(cells: readonly RollupCell[]): AmenityGap[] {
  return Object.values(Amenity)
    .map((amenity) => Object.assign(new AmenityGap(), { amenity, count: count(cells, 'facility_missing', [amenity]) }))
    .filter((gap) => gap.count > 0)
    .sort((a, b) => b.count - a.count);
}

function select(cells: readonly RollupCell[], metric: string, keys?: readonly string[]): RollupCell[] {
  return cells.filter((cell) => cell.metric === metric && (!keys || keys.includes(cell.key)));
}

function count(cells: readonly RollupCell[], metric: string, keys?: readonly string[]): number {
  return select(cells, metric, keys).reduce((sum, cell) => sum + cell.n, 0);
}

function money(cells: readonly RollupCell[], metric: string): bigint {
  return select(cells, metric).reduce((sum, cell) => sum + cell.amountFen, 0n);
}
