import Table from 'cli-table3';
import { availableParallelism } from 'node:os';

import type { RushContest, RushRound } from './rush-contest';

/** Kinds of rows in which the sides, or two rounds of one, differ: a contest that isn't one. */
export function differingKinds({ ours, byHand }: RushContest): string[] {
  const [first, ...others] = [...ours, ...byHand].map(({ rows }) => rows);
  return Object.keys(first ?? {}).filter((kind) => others.some((rows) => rows[kind] !== first?.[kind]));
}

/** How many times as many claims a second our queue settles, by the middle round of each side. */
export function rushRatio({ ours, byHand }: RushContest): number {
  return medianMs(byHand) / medianMs(ours);
}

/** The contest as a person reads it. */
export function describeRushContest(contest: RushContest): string {
  const { claims, places, processes, callers, connections, ours, byHand } = contest;
  const kinds = Object.keys(ours[0]?.rows ?? {});
  const table = new Table({ head: ['', 's', 'claims/s', ...kinds, 'audit rows'] });
  const line = (name: string, rounds: readonly RushRound[]): string[] => [
    name,
    (medianMs(rounds) / 1000).toFixed(2),
    Math.round(claims / (medianMs(rounds) / 1000)).toLocaleString('en'),
    ...kinds.map((kind) => (rounds[0]?.rows[kind] ?? 0).toLocaleString('en')),
    (rounds[0]?.acts ?? 0).toLocaleString('en'),
  ];
  table.push(line('our queue', ours), line('by hand', byHand));
  const differing = differingKinds(contest);
  return [
    '',
    `${claims.toLocaleString('en')} claims for ${places.toLocaleString('en')} places`,
    table.toString(),
    ...(differing.length > 0 ? [`Not a contest: the rows differ in ${differing.join(', ')}.`] : []),
    `Our queue settles ${rushRatio(contest).toFixed(2)} times as many claims a second as the script.`,
    `${ours.length} rounds taking turns on ${availableParallelism()} cores; the ratio counts, not seconds. Ours: ${processes} processes, ${callers} callers, a GraphQL`,
    `request over HTTP for each claim. By hand: one statement and transaction for each, over ${connections} connections, without HTTP.`,
  ].join('\n');
}

function medianMs(rounds: readonly RushRound[]): number {
  const sorted = rounds.map(({ tookMs }) => tookMs).sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
