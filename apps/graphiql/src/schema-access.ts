import { getIntrospectionQuery, type IntrospectionQuery } from 'graphql';

/** What this endpoint shows the bearer of a token of its schema. */
export type SchemaAccess =
  | { readonly kind: 'shown'; readonly schema: IntrospectionQuery }
  /** The token is taken, and its role isn't shown the schema. */
  | { readonly kind: 'withheld' }
  /** The token isn't taken: over, revoked, or made out for another place. */
  | { readonly kind: 'refused' }
  /** The token is good for one subgraph, and this is the gateway. */
  | { readonly kind: 'elsewhere' }
  /** Nobody can tell now: too many requests, or the server is away. */
  | { readonly kind: 'unknown' };

/** Asks the endpoint beside this page for its schema: the server decides by the token, and the page shows what came of it. */
export async function askForSchema(token: string): Promise<SchemaAccess> {
  const response = await fetch(new URL('graphql', document.baseURI), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ operationName: 'IntrospectionQuery', query: getIntrospectionQuery() }),
  });
  return accessOf(response.status, await response.json());
}

/** What an answer to the question for the schema means. */
export function accessOf(status: number, body: unknown): SchemaAccess {
  const { data, errors } = (body ?? {}) as Answer;
  if (data?.__schema) return { kind: 'shown', schema: data as IntrospectionQuery };
  if (status === 401) return { kind: 'refused' };
  if (status === 403) return { kind: 'elsewhere' };
  return { kind: errors?.[0]?.extensions?.code === 'INTROSPECTION_DISABLED' ? 'withheld' : 'unknown' };
}

interface Answer {
  readonly data?: Partial<IntrospectionQuery> | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}
