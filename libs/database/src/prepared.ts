/** What a process asks of a connection under names; a text beyond them runs as it is. */
const MOST = 500;
const names = new Map<string, string>();

/**
 * Marks a statement that is asked again and again by keys (`id = any($1)`): every connection parses and plans it once, where
 * planning it behind its walls costs more than running it. The text comes from code, never from a caller. It isn't for lists with
 * filters, whose best plan is another for a county than for the province.
 */
export function prepared(text: string): string {
  if (!names.has(text) && names.size < MOST) names.set(text, `nuan_${names.size + 1}`);
  return text;
}

/** The name under which a connection keeps the statement; undefined when it wasn't marked. */
export function preparedName(text: string): string | undefined {
  return names.get(text);
}
