import { setTimeout as sleep } from 'node:timers/promises';

/** How long something is waited for, and how often it is looked for. */
interface Patience {
  readonly patienceMs: number;
  readonly everyMs: number;
}

/**
 * Looks until there is something: at once, and then `everyMs` after each look. Resolves to what `look` found, and to null when it found
 * nothing (null or false) within `patienceMs`; what it throws ends the waiting.
 */
export async function until<T>(
  look: () => Promise<T | null | false>,
  { patienceMs, everyMs }: Patience,
): Promise<T | null> {
  for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(everyMs)) {
    const found = await look();
    if (found !== null && found !== false) return found;
  }
  return null;
}
