import { readFile } from 'node:fs/promises';

import { FaultError } from '@nuan/errors';

import type { FeedChange, FeedPage } from './change-feed';

/** How the feed of another subgraph is reached. */
export interface FeedAddress {
  /** Its GraphQL endpoint. */
  readonly url: string;
  /** File with a token of the service department; read again for each page, so that a renewed one is used at once. */
  readonly tokenFile: string;
  /** Type names of the entities that are wanted. */
  readonly entities: readonly string[];
}

/** Reads pages of one owner's feed. */
export type PageReader = (after: string | null) => Promise<FeedPage>;

const PAGE_SIZE = 1000;
/** Below the ten seconds that a process has for its end. */
const TIMEOUT_MS = 8_000;

const DOCUMENT = `query FollowChanges($after: String, $first: Int!, $entities: [String!]!) {
  changes(after: $after, first: $first, entities: $entities) {
    changes { entity id version regionCode changedAt facts }
    cursor hasMore remaining asOf
  }
}`;

interface WirePage extends Omit<FeedPage, 'changes' | 'asOf'> {
  readonly changes: readonly (Omit<FeedChange, 'changedAt'> & { readonly changedAt: string | null })[];
  readonly asOf: string | null;
}

interface Answer {
  readonly data?: { readonly changes?: WirePage } | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** A reader of the feed at an address, over HTTP. It rejects with a FaultError that says what failed and shows no token. */
export function pageReader(source: string, { url, tokenFile, entities }: FeedAddress): PageReader {
  return async (after) => {
    const token = (await readFile(tokenFile, 'utf8')).trim();
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: DOCUMENT, variables: { after, first: PAGE_SIZE, entities } }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answer = (await response.json()) as Answer;
    const page = answer.data?.changes;
    if (!page) throw new FaultError(`the feed of ${source} was refused: ${refusalOf(response.status, answer)}`);
    return {
      ...page,
      changes: page.changes.map((change) => ({ ...change, changedAt: instantOrNull(change.changedAt) })),
      asOf: instantOrNull(page.asOf),
    };
  };
}

const instantOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text));

function refusalOf(status: number, { errors = [] }: Answer): string {
  const [first] = errors;
  return first ? `${first.extensions?.code ?? status} ${first.message}` : `HTTP ${status}`;
}
