/** A document meant to cost its receiver far more than its sender, and never a row. */
export interface HostileDocument {
  readonly title: string;
  readonly query: string;
}

const REGIONS = 'regions(under: "340000", level: COUNTY)';
const times = (count: number, part: (n: number) => string, glue = ' '): string =>
  Array.from({ length: count }, (_, n) => part(n)).join(glue);

/** The classes of attack known against servers like ours: each within the limit of tokens or just above it. */
export const HOSTILE_DOCUMENTS: readonly HostileDocument[] = [
  {
    title: 'nested lists',
    query:
      '{ startupProjects(first: 100) { nodes { hires(first: 100) { nodes { id person { id household { id head { id } members { __typename } } } } } } } }',
  },
  { title: 'one field again and again', query: `{ ${REGIONS} { ${'code '.repeat(4_900)} } }` },
  {
    title: 'fields that must be compared',
    query: `{ ${times(200, () => `${REGIONS} { parent { parent { code } } }`)} }`,
  },
  { title: 'inline fragments', query: `{ ${REGIONS} { ${'... { code } '.repeat(1_200)} } }` },
  {
    title: 'fragments of fragments',
    query: `{ ...F0 } ${times(100, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)} fragment F100 on Query { __typename }`,
  },
  { title: 'a cycle of fragments', query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }' },
  { title: 'aliases', query: `{ ${times(400, (n) => `a${n}: region(code: "340100") { code }`)} }` },
  { title: 'directives', query: `{ ${'__typename @include(if: true) '.repeat(600)} }` },
  { title: 'depth', query: `{ ${REGIONS} { ${'parent { '.repeat(400)} code ${'}'.repeat(400)} } }` },
  {
    title: 'introspection in circles',
    query: `{ __schema { types { ${'fields { type { '.repeat(40)} name ${'} }'.repeat(40)} } } }`,
  },
  { title: 'too many tokens', query: `{ ${'__typename '.repeat(60_000)} }`.slice(0, 250_000) },
  { title: 'no document', query: '{'.repeat(4_000) },
];
