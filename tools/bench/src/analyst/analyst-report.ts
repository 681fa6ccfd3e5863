import Table from 'cli-table3';

import type { AnalystContest, AnalystContestant } from './analyst-contest';

/** The contest as a person reads it: both, and the analyst's as a multiple of the officer's. */
export function describeAnalystContest({ officer, analyst }: AnalystContest): string {
  const table = new Table({
    head: ['board of the cities', 'requests/s', 'p50 ms', 'p95 ms', 'one caller p50 ms', 'first answer ms'],
    style: { head: [], border: [], compact: true },
  });
  const ratios = numbersOf(analyst).map((value, index) => `${(value / (numbersOf(officer)[index] ?? 1)).toFixed(2)}×`);
  table.push(
    ['officer of the province', ...numbersOf(officer).map(rounded)],
    ['analyst', ...numbersOf(analyst).map(rounded)],
    ['ratio', ...ratios.slice(0, -1), ''],
  );
  const slower = analyst.summary.p50Ms / officer.summary.p50Ms;
  return [
    table.toString(),
    'An officer is given exact figures from the rollups, an analyst those of the newest release; where there was none, the first answer waited for it.',
    `An analyst waits ${slower.toFixed(2)} times as long as an officer.`,
  ].join('\n');
}

function numbersOf({ summary, aloneP50Ms, firstMs }: AnalystContestant): number[] {
  return [summary.perSecond, summary.p50Ms, summary.p95Ms, aloneP50Ms, firstMs];
}

const rounded = (value: number): string => value.toFixed(1);
