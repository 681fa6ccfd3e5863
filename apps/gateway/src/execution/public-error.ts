import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';

import type { ResponsePath } from './json';

/** A refusal or fault in the words that clients may see: stable code, safe message, and the place of the answer it costs. */
export interface PublicError {
  readonly code: string;
  readonly message: string;
  readonly path?: ResponsePath;
  readonly details?: GraphQLErrorExtensions;
}

/** What clients read when the cause is ours; the log has the rest, under the request id. */
export const INTERNAL_MESSAGE = 'Something went wrong on our side. Quote the request id when you ask about it.';

/** The wire form of a public error. */
export function toGraphQLError(error: PublicError): GraphQLError {
  return new GraphQLError(error.message, {
    path: error.path,
    extensions: { ...error.details, code: error.code },
  });
}
