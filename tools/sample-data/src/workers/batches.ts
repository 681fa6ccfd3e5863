/** How many values are sealed together: enough to make one cipher call cheap, few enough to stay small. */
const BATCH = 2_000;

/** A list in batches, in order. */
export function* batchesOf<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < list.length; from += BATCH) yield list.slice(from, from + BATCH);
}
