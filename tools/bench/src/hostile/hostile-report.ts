import Table from 'cli-table3';

import type { HostileContest, Waits } from './hostile-contest';

/** How much longer the honest caller waited, at the median and at the slow end. */
export function delays({ alone, beside }: HostileContest): { readonly p50: number; readonly p95: number } {
  return { p50: beside.p50Ms / alone.p50Ms, p95: beside.p95Ms / alone.p95Ms };
}

/** The contest as a person reads it. */
export function describeHostileContest(contest: HostileContest): string {
  const verdicts = new Table({ head: ['hostile document', 'status', 'code', 'slowest of 3, ms'] });
  for (const { title, status, code, tookMs } of contest.verdicts)
    verdicts.push([title, status, code, tookMs.toFixed(1)]);
  const waits = new Table({ head: ['honest caller', 'requests', 'p50 ms', 'p95 ms'] });
  const line = (name: string, { requests, p50Ms, p95Ms }: Waits) => [
    name,
    requests,
    p50Ms.toFixed(1),
    p95Ms.toFixed(1),
  ];
  waits.push(line('alone', contest.alone), line('beside hostile ones', contest.beside));
  const answered = [...contest.answered].sort(([a], [b]) => a - b).map(([status, count]) => `${count} with ${status}`);
  const { p50, p95 } = delays(contest);
  return [
    '',
    verdicts.toString(),
    waits.toString(),
    `Hostile requests answered meanwhile: ${answered.join(', ')}.`,
    `Beside them the honest caller waits ${p50.toFixed(2)} times as long at the median and ${p95.toFixed(2)} times at p95.`,
  ].join('\n');
}
