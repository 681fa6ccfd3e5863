/** Codes of the six refusals that services throw. */
export type RefusalCode = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'BAD_USER_INPUT' | 'CONFLICT' | 'UNAVAILABLE';

/** Codes that arise on the wire alone: faults, limits and malformed requests. */
export type WireCode =
  | 'INTERNAL'
  | 'RATE_LIMITED'
  | 'DEPTH_LIMIT'
  | 'ALIAS_LIMIT'
  | 'TOKEN_LIMIT'
  | 'DIRECTIVE_LIMIT'
  | 'EXPANSION_LIMIT'
  | 'ACT_LIMIT'
  | 'COST_LIMIT'
  | 'BODY_LIMIT'
  | 'BATCHING_DISABLED'
  | 'PERSISTED_DOCUMENT_NOT_FOUND'
  | 'PERSISTED_DOCUMENT_REQUIRED'
  | 'DEADLINE_EXCEEDED'
  | 'SUBGRAPH_UNAVAILABLE'
  | 'INTROSPECTION_DISABLED'
  | 'INVALID_CURSOR'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'METHOD_NOT_ALLOWED';

/** Every code that a client can meet in `errors[].extensions.code`. Closed: a new one is a change of the public contract. */
export type ErrorCode = RefusalCode | WireCode;
