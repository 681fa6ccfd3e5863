import Table from 'cli-table3';
import { availableParallelism } from 'node:os';
import { type BenchResult, type Comparison, type Measurement, ourCpu } from './bench';
import type { LoadShape } from './bench.config';
import { addCpu, BY_HAND, type CpuTimes, POSTGRES } from './cpu-time';
import { shares } from './statistics';

/** A process below this share of our CPU had no part in the question. */
const SHOWN_SHARE = 0.005;

/** The run as a person reads it: per question the contestants, their ratio and where our time goes; one line at the end. */
export function describeBench({ scale, comparisons, others }: BenchResult, load: LoadShape): string {
  const { rounds, roundMs, concurrency } = load;
  const parts = comparisons.flatMap((comparison) => [
    '',
    comparison.question.title,
    contestTable(comparison),
    'where our CPU goes, per request',
    processTable(comparison),
  ]);
  return [
    ...parts,
    '',
    `${rounds} rounds of ${roundMs / 1000} s each, taking turns, ${concurrency} callers on ${availableParallelism()} cores, data of scale ${scale ?? 'unknown'}; answers equal, so ratios count, not milliseconds.`,
    ...(others === null
      ? []
      : [
          `The load generator used ${percent(others.loadMsPerS / 1000)} of a core, processes that have nothing to do with the bench ${percent(others.strangersMsPerS / 1000)}.`,
        ]),
    conclusion(comparisons),
  ].join('\n');
}

/** Rows of both contestants and of their ratio. */
export function contestRows({ ours, byHand }: Comparison): string[][] {
  const [our, other] = [cpuPerRequest(ours, totalMs(ourCpu(ours.cpu))), cpuPerRequest(byHand, byHandMs(byHand.cpu))];
  return [
    contestRow('gateway and subgraphs', ours, our),
    contestRow('by hand', byHand, other),
    [
      'ratio',
      times(ours.summary.perSecond / byHand.summary.perSecond),
      '',
      times(ours.summary.p50Ms / byHand.summary.p50Ms),
      times(ours.summary.p95Ms / byHand.summary.p95Ms),
      times(ours.aloneP50Ms / byHand.aloneP50Ms),
      times(our / other),
    ],
  ];
}

/** One row per process of our side, the dearest first, and what the other side spends beside it. */
export function processRows({ ours, byHand }: Comparison): string[][] {
  const cpu = ourCpu(ours.cpu);
  const rows = shares(cpu)
    .filter(([, share]) => share >= SHOWN_SHARE)
    .map(([name, share]) => [
      name,
      milliseconds(cpuPerRequest(ours, cpu.get(name) ?? 0)),
      percent(share),
      isDatabase(name) ? milliseconds(cpuPerRequest(byHand, byHand.cpu.get(name) ?? 0)) : '',
    ]);
  return [...rows, [BY_HAND, '', '', milliseconds(cpuPerRequest(byHand, byHand.cpu.get(BY_HAND) ?? 0))]];
}

/** Our CPU in the three parts that can be changed apart: gateway, subgraphs, databases. */
export function partShares({ ours }: Comparison): [string, number][] {
  const parts = [...ourCpu(ours.cpu)].map(
    ([name, ms]) => new Map([[isDatabase(name) ? POSTGRES : name === 'gateway' ? name : 'subgraphs', ms]]),
  );
  return shares(addCpu(parts));
}

function contestTable(comparison: Comparison): string {
  const table = new Table({
    head: ['', 'requests/s', 'slowest–fastest round', 'p50 ms', 'p95 ms', 'one caller p50 ms', 'CPU ms/request'],
    style: { head: [], border: [], compact: true },
  });
  table.push(...contestRows(comparison));
  return table.toString();
}

function processTable(comparison: Comparison): string {
  const table = new Table({
    head: ['process', 'CPU ms', 'share', 'by hand CPU ms'],
    style: { head: [], border: [], compact: true },
  });
  table.push(...processRows(comparison));
  return table.toString();
}

function contestRow(name: string, { summary, aloneP50Ms }: Measurement, cpuMs: number): string[] {
  const { perSecond, slowestPerSecond, fastestPerSecond, p50Ms, p95Ms } = summary;
  return [
    name,
    perSecond.toFixed(0),
    `${slowestPerSecond.toFixed(0)}–${fastestPerSecond.toFixed(0)}`,
    milliseconds(p50Ms),
    milliseconds(p95Ms),
    milliseconds(aloneP50Ms),
    milliseconds(cpuMs),
  ];
}

function conclusion(comparisons: readonly Comparison[]): string {
  const each = comparisons.map((comparison) => {
    const [, , ratio = []] = contestRows(comparison);
    const parts = partShares(comparison).map(([name, share]) => `${name} ${percent(share)}`);
    const where = parts.length === 0 ? '' : ` (${parts.join(', ')})`;
    return `${comparison.question.title.replace(/ \(.*/, '')}: ${ratio[1]} of the throughput and ${ratio[6]} the CPU of the best by hand${where}`;
  });
  return `Conclusion: ${each.join('; ')}.`;
}

function byHandMs(cpu: CpuTimes): number {
  return totalMs(new Map([...cpu].filter(([name]) => name === BY_HAND || isDatabase(name))));
}

function isDatabase(name: string): boolean {
  return name.startsWith(POSTGRES);
}

function totalMs(cpu: CpuTimes): number {
  return [...cpu.values()].reduce((sum, ms) => sum + ms, 0);
}

/** NaN where the system tells no processor times. */
function cpuPerRequest({ summary, cpu }: Measurement, ms: number): number {
  return cpu.size === 0 ? Number.NaN : ms / summary.requests;
}

function milliseconds(ms: number): string {
  return Number.isFinite(ms) ? ms.toFixed(2) : '–';
}

function times(ratio: number): string {
  return Number.isFinite(ratio) ? `${ratio.toFixed(2)}×` : '–';
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
