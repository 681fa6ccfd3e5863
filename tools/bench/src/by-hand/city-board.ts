import { assertCan, assertRegion, type Viewer } from '@nuan/auth';
import {
  CountPrecision,
  CountUnit,
  DistressKind,
  FundSource,
  HardshipCause,
  RegionLevel,
  regionPrefix,
  TargetGroupKind,
  yuan,
} from '@nuan/kernel';
import { regionsUnder } from '@nuan/regions';
import { type CityCells, cityCellsStatement, readCityCells } from './city-cells';
import type { Databases, Statement } from './databases';
import type { DomainClock } from './domain-clock';

/** The variables of the question. */
export interface CityBoardVariables {
  readonly under: string;
  readonly campaign: string;
  readonly year: number;
}

const HARDSHIP = cityCellsStatement(
  'workers',
  `(metric = any('{filed,migrant,cause}') or (metric = 'exited' and year = $3))`,
);
const ENTERPRISES = cityCellsStatement(
  'enterprises',
  `(metric = 'distressed' or (metric = 'visited' and campaign = $3))`,
);
const AID = cityCellsStatement(
  'assistance',
  `metric = any('{aid.source,aid.group,aid.mode,campaign.paid}') and campaign = $3`,
);
const EMPLOYMENT = cityCellsStatement(
  'employment',
  `metric = any('{person.trained,person.placed,person.migrant_placed,person.startup_hired,person.employed,payment.purpose}') and year = $3`,
);
const MIGRANTS = cityCellsStatement(
  'migrants',
  `((metric = 'facility' and year <= $3) or (metric = any('{health_check,wage_owed,wage_recovered}') and year = $3))`,
);
const PRECISION: Statement = {
  database: 'assistance',
  name: 'precision of groups',
  text: 'select target_group, count_precision from campaign_target_group where campaign_code = $1',
};

const OPEN_WAGE_STATES = ['REPORTED', 'VERIFIED', 'ORDERED', 'PART_PAID', 'TO_LEGAL'];

/** The board of the cities: six statements to five databases at once, put together by city. */
export async function cityBoard(
  databases: Databases,
  viewer: Viewer,
  clock: DomainClock,
  { under, campaign, year }: CityBoardVariables,
): Promise<object> {
  assertCan(viewer, 'region:aggregate');
  const cities = regionsUnder(under, RegionLevel.PREFECTURE, clock.today());
  for (const { code } of cities) assertRegion(viewer, code, 'region:aggregate');
  const prefix = regionPrefix(under);
  const range = [prefix, String(Number(prefix) + 1)] as const;
  const [hardship, enterprises, aid, employment, migrants, precision] = await Promise.all([
    readCityCells(databases, HARDSHIP, range, [year]),
    readCityCells(databases, ENTERPRISES, range, [campaign]),
    readCityCells(databases, AID, range, [campaign]),
    readCityCells(databases, EMPLOYMENT, range, [year]),
    readCityCells(databases, MIGRANTS, range, [year]),
    databases.rows<[string, string]>(PRECISION, [campaign]),
  ]);
  const precisions = new Map(precision);
  const asOf = clock.nowText();
  const regions = cities.map(({ code, name }) => ({
    code,
    name,
    hardship: { ...hardshipOf(hardship(code)), asOf },
    enterpriseStats: enterprisesOf(enterprises(code)),
    aid: { ...aidOf(aid(code), precisions), asOf },
    employment: employmentOf(employment(code)),
    migrant: migrantOf(migrants(code)),
  }));
  return { regions };
}

function hardshipOf(cells: CityCells): object {
  return {
    filed: cells.count('filed'),
    migrant: cells.count('migrant'),
    exited: cells.total('exited'),
    byCause: Object.values(HardshipCause)
      .filter((cause) => cells.has('cause', cause))
      .map((cause) => ({ cause, count: cells.count('cause', cause) })),
  };
}

function enterprisesOf(cells: CityCells): object {
  return {
    distressed: cells.total('distressed'),
    byKind: Object.values(DistressKind).map((kind) => ({ kind, count: cells.count('distressed', kind) })),
    visited: cells.total('visited'),
  };
}

function aidOf(cells: CityCells, precisions: ReadonlyMap<string, string>): object {
  const paid = cells.totalFen('aid.mode');
  const nonCash = paid - cells.fen('aid.mode', 'CASH');
  return {
    distributed: yuan(paid),
    bySource: Object.values(FundSource)
      .filter((source) => cells.has('aid.source', source))
      .map((source) => ({ source, amount: yuan(cells.fen('aid.source', source)) })),
    byGroup: Object.values(TargetGroupKind)
      .filter((group) => cells.has('aid.group', group))
      .map((group) => ({
        group,
        count: {
          value: cells.count('campaign.paid', group),
          unit: group.endsWith('_HOUSEHOLD') ? CountUnit.HOUSEHOLD : CountUnit.PERSON,
          precision: precisions.get(group) ?? CountPrecision.EXACT,
        },
        amount: yuan(cells.fen('aid.group', group)),
      })),
    nonCashRate: paid === 0n ? null : Number((nonCash * 1_000_000n) / paid) / 1_000_000,
  };
}

function employmentOf(cells: CityCells): object {
  const spent = cells.totalFen('payment.purpose');
  const employed = BigInt(cells.total('person.employed'));
  return {
    trained: cells.total('person.trained'),
    placed: cells.total('person.placed'),
    migrantsPlaced: cells.total('person.migrant_placed'),
    startupJobs: cells.total('person.startup_hired'),
    spent: yuan(spent),
    costPerPlacement: employed === 0n ? null : yuan((spent * 2n + employed) / (employed * 2n)),
  };
}

function migrantOf(cells: CityCells): object {
  return {
    homes: cells.count('facility', 'HAPPY_HOME'),
    stations: cells.count('facility', 'HAPPY_STATION'),
    healthChecks: cells.total('health_check'),
    wages: {
      owed: yuan(cells.totalFen('wage_owed')),
      recovered: yuan(cells.totalFen('wage_recovered')),
      openCases: OPEN_WAGE_STATES.reduce((sum, state) => sum + cells.count('wage_owed', state), 0),
    },
  };
}
