/** A document that is written to cost its planner far more than its length, and what becomes of it. */
export interface DearDocument {
  readonly title: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The code with which it is refused before it is planned; null where it is planned and run. */
  readonly code: 'EXPANSION_LIMIT' | 'TOKEN_LIMIT' | 'DEPTH_LIMIT' | null;
}

const times = (count: number, part: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => part(n)).join(' ');

/** A home, of which every subgraph holds a part. */
const ofHousehold = (selections: string): string => `{ households(first: 1) { nodes { ${selections} } } }`;

/** Every region leads to two others, `levels` times over; the name is one subgraph's, the line another's. */
export const forkingWays = (levels: number): string =>
  `{ regions(level: PREFECTURE) { ...R0 } } ${times(levels, (n) => `fragment R${n} on Region { name minLivingLine parent { ...R${n + 1} } successor { ...R${n + 1} } }`)} fragment R${levels} on Region { minLivingLine }`;

/** What three subgraphs and the reference part know of a home and of those who stand around it. */
const AROUND = `head { placement { id } employer { jobsFilled region { minLivingLine } } } union { allocations(first: 1) { id } } helper { id }`;

const filter = (levels: number): string =>
  `${'{and: ['.repeat(levels)}{category: {isNull: false}}${']}'.repeat(levels)}`;

const CONDITIONS = 45;

/** The dearest documents that were found by looking for them in the composed graph, on both sides of its limits. */
export const DEAR_DOCUMENTS: readonly DearDocument[] = [
  {
    title: 'ways that fork eight times',
    query: forkingWays(8),
    code: 'EXPANSION_LIMIT',
  },
  {
    title: 'ways that fork seven times, each place in two subgraphs',
    query: forkingWays(7),
    code: null,
  },
  {
    title: 'two hundred fragments that hold a hundred',
    query: `${ofHousehold(times(200, () => '...A'))} fragment A on Household { ${times(100, () => '... on Household { id }')} }`,
    code: 'TOKEN_LIMIT',
  },
  {
    title: 'ninety-nine fragments that hold nineteen, of three subgraphs',
    query: `${ofHousehold(times(99, () => '...A'))} fragment A on Household { ${times(9, () => '... on Household { id } ... on Household { fileNo }')} helper { id } }`,
    code: null,
  },
  {
    title: 'a chain of fragments that is spread again and again',
    query: `${ofHousehold(times(900, () => '...F0'))} ${times(250, (n) => `fragment F${n} on Household { ...F${n + 1} }`)} fragment F250 on Household { id }`,
    code: 'EXPANSION_LIMIT',
  },
  {
    title: 'one fragment across the subgraphs, spread thirty times',
    query: `${ofHousehold(times(30, () => '...A'))} fragment A on Household { ${AROUND} }`,
    code: null,
  },
  {
    title: 'entities of all subgraphs under as many names as allowed',
    query: ofHousehold(times(29, (n) => `a${n}: ${AROUND}`)),
    code: null,
  },
  {
    title: 'conditions by as many variables as directives are allowed',
    query: `query (${times(CONDITIONS, (n) => `$v${n}: Boolean!`)}) ${ofHousehold(times(CONDITIONS, (n) => `... @include(if: $v${n}) { region { minLivingLine } employer { jobsFilled } helper { id } }`))}`,
    variables: Object.fromEntries(Array.from({ length: CONDITIONS }, (_, n) => [`v${n}`, n === 0])),
    code: null,
  },
  {
    title: 'inline fragments in each other, deeper than the planner reads',
    query: ofHousehold(`${'... on Household { '.repeat(60)}id${' }'.repeat(60)}`),
    code: 'DEPTH_LIMIT',
  },
  {
    title: 'a filter in filters, deeper than the planner reads',
    query: `{ households(first: 1, where: ${filter(30)}) { nodes { id } } }`,
    code: 'DEPTH_LIMIT',
  },
  {
    title: 'a filter in filters, as deep as lists take it',
    query: `{ households(first: 1, where: ${filter(4)}) { nodes { id } } }`,
    code: null,
  },
];
