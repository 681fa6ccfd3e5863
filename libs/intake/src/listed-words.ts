/**
 * Words that a list uses for the values of a closed list, from a record of each value's words divided by 、: every value by its words, the one that
 * a template shows first, and by its own name.
 */
export function listedWords<V extends string>(listed: Readonly<Record<V, string>>): ReadonlyMap<string, V> {
  const pairs = Object.entries<string>(listed) as [V, string][];
  return new Map(
    pairs.flatMap(([value, texts]) => [...texts.split('、'), value].map((word): [string, V] => [word, value])),
  );
}
