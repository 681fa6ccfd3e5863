import type { Viewer } from '@nuan/auth';

import type { JsonObject, ResponsePath } from './json';
import type { PublicError } from './public-error';

/** What the gateway knows of the client's request while it runs: who asks, under which id, and when it was given up. */
export interface GraphRequest {
  /** The verified `Authorization` header, forwarded so that every subgraph verifies it again. */
  readonly authorization: string;
  readonly requestId: string;
  /** Who asks, for the part of the graph that the gateway serves itself. */
  readonly viewer: Viewer;
  /** W3C trace context, when the client sent a well-formed one. */
  readonly traceparent: string | undefined;
  /** Aborted when the client hangs up. Queries stop then; mutations run to their end. */
  readonly signal: AbortSignal;
}

/** One operation for one subgraph. */
export interface SubgraphCall {
  readonly subgraph: string;
  readonly query: string;
  readonly variables: JsonObject;
  readonly isMutation: boolean;
  readonly request: GraphRequest;
}

/** An error of a subgraph in public words, with the path inside the subgraph's own answer. */
export type SubgraphRefusal = Omit<PublicError, 'path'> & { readonly path?: ResponsePath };

/** What a subgraph answered, already stripped of everything that clients must not see. */
export interface SubgraphAnswer {
  readonly data: JsonObject | null;
  readonly errors: readonly SubgraphRefusal[];
}

/**
 * Sends one call. Never rejects: an unreachable subgraph, a timeout or a malformed answer is an answer without data and one
 * error without a path. Sends once: nothing is retried, so a mutation can't run twice.
 */
export type SubgraphCaller = (call: SubgraphCall) => Promise<SubgraphAnswer>;
