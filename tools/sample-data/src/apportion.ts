/** Figure × scale, as a whole number. */
export const scaled = (figure: number, scale: number): number => Math.round(figure * scale);

/**
 * Splits a whole number by weights so that the parts are whole and sum exactly (largest remainder; ties go to the earlier part).
 * With no weight at all everything goes to the first part.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum <= 0) return weights.map((_, at) => (at === 0 ? total : 0));
  const parts = weights.map((weight) => Math.floor((total * weight) / sum));
  const remainders = weights.map((weight, at) => ({ at, rest: (total * weight) / sum - (parts[at] ?? 0) }));
  remainders.sort((a, b) => b.rest - a.rest || a.at - b.at);
  let left = total - parts.reduce((all, part) => all + part, 0);
  for (const { at } of remainders) {
    if (left <= 0) break;
    parts[at] = (parts[at] ?? 0) + 1;
    left--;
  }
  return parts;
}

/** Of `size` things in a row, whether number `at` is one of `chosen` spread evenly over them. */
export function isSpread(at: number, size: number, chosen: number): boolean {
  return Math.floor(((at + 1) * chosen) / size) > Math.floor((at * chosen) / size);
}

/** `chosen` elements of a list, spread evenly over it, in order. Fewer when the list is shorter. */
export function spread<T>(list: readonly T[], chosen: number): T[] {
  if (chosen >= list.length) return [...list];
  return list.filter((_, at) => isSpread(at, list.length, chosen));
}
