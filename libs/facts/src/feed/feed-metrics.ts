import type { Clock } from '@nuan/kernel';

/** How far the following of one feed is. */
export interface FeedLag {
  /** The owning subgraph. */
  readonly source: string;
  /** What was written until this instant, by the domain's clock, has been applied; null before the first page of the log. */
  readonly asOf: Date | null;
  /** Changes that the owner has written and we haven't applied, counted up to 10,000. */
  readonly rowsBehind: number;
  /** Changes applied since the process began. */
  readonly changes: number;
  /** Attempts that failed since the process began. */
  readonly failures: number;
}

interface Metric {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  readonly value: (lag: FeedLag, now: Date) => number;
}

const METRICS: readonly Metric[] = [
  {
    name: 'nuan_feed_lag_seconds',
    type: 'gauge',
    help: 'Age of the newest instant until which every change of the owner is applied; NaN before the first.',
    value: ({ asOf }, now) => (asOf === null ? Number.NaN : Math.max(0, now.getTime() - asOf.getTime()) / 1000),
  },
  {
    name: 'nuan_feed_rows_behind',
    type: 'gauge',
    help: 'Changes written by the owner and not applied, counted up to 10000.',
    value: ({ rowsBehind }) => rowsBehind,
  },
  {
    name: 'nuan_feed_changes_total',
    type: 'counter',
    help: 'Changes applied since the process began.',
    value: ({ changes }) => changes,
  },
  {
    name: 'nuan_feed_failures_total',
    type: 'counter',
    help: 'Failed attempts to read or apply a page since the process began.',
    value: ({ failures }) => failures,
  },
];

/** The lags in the text format of Prometheus, labelled by subgraph alone. */
export function feedMetrics(subgraph: string, lags: readonly FeedLag[], clock: Clock): string {
  const now = clock.now();
  return METRICS.map(({ name, type, help, value }) => {
    const lines = lags.map((lag) => `${name}{subgraph="${subgraph}",source="${lag.source}"} ${value(lag, now)}\n`);
    return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
  }).join('');
}
