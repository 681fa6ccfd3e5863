/** Of which money a release knows who is behind it: money of any other metric isn't given at all. */
export interface MoneySource {
  /** Metrics of whose money the contributors are known, and the largest of them. */
  readonly metrics: readonly string[];
  /**
   * Metrics whose money is released apart from their count, as `<metric>.money`: where few are behind much of the money, the count may
   * be shown all the same.
   */
  readonly apart?: readonly string[];
}

/** No money at all. */
export const NO_MONEY: MoneySource = { metrics: [] };

/** Under which metric the money of a metric is released; null where it isn't. */
export function moneyMetric({ metrics, apart = [] }: MoneySource, metric: string): string | null {
  const own = apart.includes(metric) ? `${metric}.money` : metric;
  return metrics.includes(own) ? own : null;
}
