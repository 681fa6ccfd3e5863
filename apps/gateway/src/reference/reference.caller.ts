import { createContext, GATEWAY_CALLER, wireError } from '@nuan/federation';
import type { Clock } from '@nuan/kernel';
import type { Logger } from '@nuan/telemetry';
import { type DocumentNode, execute, type GraphQLError, type GraphQLSchema, parse } from 'graphql';

import { isJsonObject, type Json } from '../execution/json';
import type { SubgraphCaller, SubgraphRefusal } from '../execution/subgraph-call';

/** Parsed operations kept; the planner writes few distinct ones for the reference part. */
const MAX_DOCUMENTS = 500;

/** Runs calls for the reference part in process, for the viewer whom the gateway verified. */
export function referenceCaller(schema: GraphQLSchema, clock: Clock, logger: Logger): SubgraphCaller {
  const documents = new Map<string, DocumentNode>();
  const documentOf = (query: string): DocumentNode => {
    const known = documents.get(query);
    if (known) return known;
    const document = parse(query, { noLocation: true });
    if (documents.size >= MAX_DOCUMENTS) documents.clear();
    documents.set(query, document);
    return document;
  };
  return async ({ query, variables, request }) => {
    const { viewer, requestId } = request;
    const contextValue = createContext(viewer, requestId, clock, GATEWAY_CALLER);
    const result = await execute({ schema, document: documentOf(query), variableValues: variables, contextValue });
    for (const error of result.errors ?? []) logger.error({ requestId, err: error }, 'reference part failed');
    const data = (result.data ?? null) as Json;
    return { data: isJsonObject(data) ? data : null, errors: (result.errors ?? []).map(refusalOf) };
  };
}

function refusalOf(error: GraphQLError): SubgraphRefusal {
  const { message, code, details } = wireError(error, error.toJSON());
  return { code, message, details: { ...details }, path: error.path };
}
