import { setTimeout as sleep } from 'node:timers/promises';

/** A long transaction of another story on the same server holds every feed back. */
const WAIT_MS = 120_000;

/** Reads until what a job or a feed brings is there, and gives it; fails after two minutes. */
export async function arrived<T>(read: () => Promise<T>, isThere: (value: T) => boolean): Promise<T> {
  const since = Date.now();
  for (;;) {
    const value = await read();
    if (isThere(value)) return value;
    if (Date.now() - since > WAIT_MS) throw new Error(`never came: ${JSON.stringify(value)}`);
    await sleep(50);
  }
}

/** Waits until something is true, and says how many milliseconds it took; fails after two minutes. */
export async function cameTrue(isTrue: () => Promise<boolean>, what: string): Promise<number> {
  const since = Date.now();
  while (!(await isTrue())) {
    if (Date.now() - since > WAIT_MS) throw new Error(`never came true: ${what}`);
    await sleep(20);
  }
  return Date.now() - since;
}
