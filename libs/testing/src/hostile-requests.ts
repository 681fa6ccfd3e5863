import type { ErrorCode } from '@nuan/errors';

/** A request meant to cost its receiver far more than its sender, and where it has to end. */
export interface HostileRequest {
  readonly title: string;
  readonly body: string;
  readonly code: ErrorCode;
  /** What is done with it last: whatever comes after would be the receiver's loss. */
  readonly stage: 'reading the body' | 'parsing' | 'validating';
}

const times = (count: number, part: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => part(n)).join(' ');

const documentOf = (query: string, variables: object = {}): string => JSON.stringify({ query, variables });

const nested = (levels: number, open: string, middle: string, close: string): string =>
  `${open.repeat(levels)}${middle}${close.repeat(levels)}`;

/** What names nothing of a schema is told so by whoever validates it: a refusal without that word came before. */
const UNKNOWN = 'nothingOfTheKind';

/** The known classes of attack on servers like ours, in terms that every schema has. */
export const HOSTILE_REQUESTS: readonly HostileRequest[] = [
  {
    title: 'more bytes than a body may have',
    body: documentOf(`{ __typename } #${'x'.repeat(2_200_000)}`),
    code: 'BODY_LIMIT',
    stage: 'reading the body',
  },
  {
    title: 'variables larger than a body may be',
    body: documentOf('{ __typename }', {
      ids: Array.from({ length: 90_000 }, (_, n) => `01890a5d-ac96-774b-bcce-${n}`),
    }),
    code: 'BODY_LIMIT',
    stage: 'reading the body',
  },
  {
    title: 'variables in variables',
    body: `{"query":"query ($where: ${UNKNOWN}) { __typename }","variables":{"where":${nested(20_000, '[', '', ']')}}}`,
    code: 'DEPTH_LIMIT',
    stage: 'reading the body',
  },
  {
    title: 'a flood of tokens',
    body: documentOf(`{ ${`${UNKNOWN} `.repeat(6_000)} }`),
    code: 'TOKEN_LIMIT',
    stage: 'parsing',
  },
  {
    title: 'a string that is one huge token after too many',
    body: documentOf(`{ ${`${UNKNOWN} `.repeat(5_000)}(text: "${'x'.repeat(100_000)}") }`),
    code: 'TOKEN_LIMIT',
    stage: 'parsing',
  },
  {
    title: 'brackets without end',
    body: documentOf('{'.repeat(4_900)),
    code: 'DEPTH_LIMIT',
    stage: 'parsing',
  },
  {
    title: 'lists in lists of an argument',
    body: documentOf(`{ ${UNKNOWN}(list: ${nested(2_400, '[', '', ']')}) }`),
    code: 'DEPTH_LIMIT',
    stage: 'parsing',
  },
  {
    title: 'nesting without measure',
    body: documentOf(`{ ${nested(1_600, `${UNKNOWN} { `, UNKNOWN, ' }')} }`),
    code: 'DEPTH_LIMIT',
    stage: 'parsing',
  },
  {
    title: 'nesting beyond measure',
    body: documentOf(`{ ${nested(60, `${UNKNOWN} { `, UNKNOWN, ' }')} }`),
    code: 'DEPTH_LIMIT',
    stage: 'validating',
  },
  {
    title: 'nesting through named fragments',
    body: documentOf(
      `{ ...F0 } ${times(300, (n) => `fragment F${n} on Query { ${UNKNOWN} { ...F${n + 1} } }`)} fragment F300 on Query { __typename }`,
    ),
    code: 'DEPTH_LIMIT',
    stage: 'validating',
  },
  {
    title: 'a bomb of aliases',
    body: documentOf(`{ ${times(1_600, (n) => `a${n}: __typename`)} }`),
    code: 'ALIAS_LIMIT',
    stage: 'validating',
  },
  {
    title: 'an overload of directives',
    body: documentOf(`{ __typename ${'@include(if: true) '.repeat(700)} }`),
    code: 'DIRECTIVE_LIMIT',
    stage: 'validating',
  },
  {
    title: 'fragments that double a hundred times',
    body: documentOf(
      `{ ...F0 } ${times(100, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)} fragment F100 on Query { __typename }`,
    ),
    code: 'TOKEN_LIMIT',
    stage: 'validating',
  },
  {
    title: 'a chain of fragments that is spread nine hundred times',
    body: documentOf(
      `{ ${times(900, () => '...F0')} } ${times(250, (n) => `fragment F${n} on Query { ...F${n + 1} }`)} fragment F250 on Query { __typename }`,
    ),
    code: 'EXPANSION_LIMIT',
    stage: 'validating',
  },
  {
    title: 'inline fragments in each other',
    body: documentOf(`{ ${nested(60, '... on Query { ', '__typename', ' }')} }`),
    code: 'DEPTH_LIMIT',
    stage: 'validating',
  },
  {
    title: 'a ring of fragments',
    body: documentOf('{ ...A } fragment A on Query { ...B ...B } fragment B on Query { ...A ...A }'),
    code: 'GRAPHQL_VALIDATION_FAILED',
    stage: 'validating',
  },
  {
    title: 'one field again and again',
    body: documentOf(`{ ${'__typename '.repeat(4_900)} }`),
    code: 'TOKEN_LIMIT',
    stage: 'validating',
  },
];

/** An answer as a client reads it. */
interface HostileAnswer {
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
  readonly data?: unknown;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** What of an answer differs from a refusal by the limit, at the stage that the request is to end with; empty where nothing does. */
export function unrefused({ title, code, stage }: HostileRequest, status: number, answer: HostileAnswer): string[] {
  const { errors = [], data, extensions } = answer;
  const codes = errors.map((error) => error.extensions['code']);
  const problems = [
    ...(codes.includes(code) ? [] : [`is told ${codes.join()} instead of ${code}`]),
    ...(data === undefined || data === null ? [] : ['is answered']),
    // What an operation costs is reckoned after it was validated, and before anything of it runs.
    ...(extensions?.['cost'] === undefined ? [] : ['is priced']),
    ...(status < 500 ? [] : [`meets ${status}`]),
    ...(stage !== 'validating' && (errors.length !== 1 || JSON.stringify(errors).includes(UNKNOWN))
      ? ['is validated']
      : []),
  ];
  return problems.map((problem) => `${title}: ${problem}`);
}
