import { PRICES } from './cost-model';

/** What an answer did cost: its objects, at the price of one each. Walks the answer once. */
export function actualCost(data: unknown): number {
  if (typeof data !== 'object' || data === null) return 0;
  return Math.max(0, objectsIn(data) - 1) * PRICES.object; // the answer itself is not one of them
}

function objectsIn(value: object): number {
  let count = Array.isArray(value) ? 0 : 1;
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[])
      if (typeof item === 'object' && item !== null) count += objectsIn(item);
    return count;
  }
  for (const key in value) {
    const item = (value as Record<string, unknown>)[key];
    if (typeof item === 'object' && item !== null) count += objectsIn(item);
  }
  return count;
}
