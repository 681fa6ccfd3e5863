import Table from 'cli-table3';
import { availableParallelism } from 'node:os';
import { type BatchContest, type BatchRound, LINES_PER_ACT, type WrittenRows } from './batch-contest';

/** How many times as long as the script our jobs may take. */
export const GOAL = 3;

/** Kinds of rows in which both sides differ: a contest that isn't one. */
export function differingRows({ ours, byHand }: BatchContest): string[] {
  const [our, other]: (WrittenRows | undefined)[] = [ours[0]?.rows, byHand[0]?.rows];
  return Object.keys(our ?? {}).filter((kind) => our?.[kind] !== other?.[kind]);
}

/** The middle round of each side, and how they compare. */
export function ratioOf({ ours, byHand }: BatchContest): number {
  return medianMs(ours) / medianMs(byHand);
}

/** The contest as a person reads it. */
export function describeBatchContest(contest: BatchContest): string {
  const { payments, ours, byHand } = contest;
  const kinds = Object.keys(ours[0]?.rows ?? {});
  const table = new Table({ head: ['', 's', 'payments/s', ...kinds] });
  const line = (name: string, rounds: readonly BatchRound[]): string[] => [
    name,
    (medianMs(rounds) / 1000).toFixed(1),
    Math.round(payments / (medianMs(rounds) / 1000)).toLocaleString('en'),
    ...kinds.map((kind) => (rounds[0]?.rows[kind] ?? 0).toLocaleString('en')),
  ];
  table.push(line('our jobs', ours), line('by hand', byHand));
  const differing = differingRows(contest);
  return [
    '',
    `validating and reserving a batch of ${payments.toLocaleString('en')} payments`,
    table.toString(),
    ...(differing.length > 0 ? [`Not a contest: the rows differ in ${differing.join(', ')}.`] : []),
    `Our jobs take ${ratioOf(contest).toFixed(2)} times as long as the script; the goal is ${GOAL}.`,
    `${ours.length} rounds taking turns on ${availableParallelism()} cores; the ratio counts, not seconds. Ours includes the two mutations, the queue`,
    `and an act for every ${LINES_PER_ACT.toLocaleString('en')} payments of each step, with caps, ledger, problems and audit; the script is one transaction without triggers.`,
  ].join('\n');
}

function medianMs(rounds: readonly BatchRound[]): number {
  const sorted = rounds.map(({ tookMs }) => tookMs).sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
