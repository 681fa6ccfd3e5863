/** What one contestant did with one question in one round. */
export interface Round {
  readonly latenciesMs: readonly number[];
  readonly elapsedMs: number;
}

/** Several rounds in few numbers. */
export interface Summary {
  readonly requests: number;
  /** Requests per second over all rounds. */
  readonly perSecond: number;
  /** Of the slowest round. */
  readonly slowestPerSecond: number;
  /** Of the fastest round. */
  readonly fastestPerSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/**
 * The smallest value that at least `share` (0..1) of all values don't exceed (nearest rank); NaN for none.
 * @param sorted ascending.
 */
export function percentile(sorted: readonly number[], share: number): number {
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

/** Adds rounds up; percentiles are those of all requests together. */
export function summarise(rounds: readonly Round[]): Summary {
  const sorted = rounds.flatMap(({ latenciesMs }) => latenciesMs).sort((a, b) => a - b);
  const elapsedMs = rounds.reduce((sum, round) => sum + round.elapsedMs, 0);
  const rates = rounds.map((round) => perSecond(round.latenciesMs.length, round.elapsedMs));
  return {
    requests: sorted.length,
    perSecond: perSecond(sorted.length, elapsedMs),
    slowestPerSecond: Math.min(...rates),
    fastestPerSecond: Math.max(...rates),
    p50Ms: percentile(sorted, 0.5),
    p95Ms: percentile(sorted, 0.95),
  };
}

/** Each part's share of the whole, 0..1, largest first; parts without anything are left out. */
export function shares(parts: ReadonlyMap<string, number>): [string, number][] {
  const whole = [...parts.values()].reduce((sum, part) => sum + part, 0);
  return [...parts]
    .filter(([, part]) => part > 0)
    .map(([name, part]): [string, number] => [name, part / whole])
    .sort(([, a], [, b]) => b - a);
}

function perSecond(requests: number, elapsedMs: number): number {
  return elapsedMs === 0 ? 0 : (1000 * requests) / elapsedMs;
}
