import { type LocalDate, personalNumberIn } from '@nuan/kernel';

/** A personal number found where none may be: of which kind, and at which path, without the number itself. */
export interface Leak {
  readonly kind: 'RESIDENT_ID' | 'BANK_CARD';
  readonly path: string;
}

/**
 * The first personal number in a value that is about to leave: an answer, a page of the change feed, the rows of a list. Looks at every text, however
 * deep, and at nothing else. Null when there is none.
 *
 * @param skip keys of the outermost object that may hold one: values revealed on purpose.
 */
export function findLeak(value: unknown, today: LocalDate, skip: ReadonlySet<string> = NONE): Leak | null {
  if (typeof value !== 'object' || value === null) return leakIn(value, today, '');
  for (const key in value) {
    if (skip.has(key)) continue;
    const leak = leakIn((value as Record<string, unknown>)[key], today, key);
    if (leak) return leak;
  }
  return null;
}

const NONE: ReadonlySet<string> = new Set();

/** Shorter texts hold no number with a check digit. */
const SHORTEST = 16;

function leakIn(value: unknown, today: LocalDate, path: string): Leak | null {
  if (typeof value === 'string') {
    const kind = value.length < SHORTEST ? null : personalNumberIn(value, today);
    return kind && { kind, path };
  }
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) {
    for (const item of value) {
      const leak = leakIn(item, today, path);
      if (leak) return leak;
    }
    return null;
  }
  for (const key in value) {
    const leak = leakIn((value as Record<string, unknown>)[key], today, `${path}.${key}`);
    if (leak) return leak;
  }
  return null;
}
