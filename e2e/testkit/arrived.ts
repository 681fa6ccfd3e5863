import { until } from '@nuan/kernel';

/** A long transaction of another story on the same server holds every feed back. */
const PATIENCE = { patienceMs: 120_000, everyMs: 50 };

/** Reads until what a job or a feed brings is there, and gives it; fails after two minutes. */
export async function arrived<T>(read: () => Promise<T>, isThere: (value: T) => boolean): Promise<T> {
  let latest: T | null = null;
  const there = await until(async () => {
    const value = (latest = await read());
    return isThere(value) && { value };
  }, PATIENCE);
  if (there === null) throw new Error(`never came: ${JSON.stringify(latest)}`);
  return there.value;
}

/** Waits until something is true, and says how many milliseconds it took; fails after two minutes. */
export async function cameTrue(isTrue: () => Promise<boolean>, what: string): Promise<number> {
  const since = Date.now();
  if ((await until(isTrue, { ...PATIENCE, everyMs: 20 })) === null) throw new Error(`never came true: ${what}`);
  return Date.now() - since;
}
