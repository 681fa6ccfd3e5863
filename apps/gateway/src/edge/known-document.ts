import type { DocumentStore } from '@nuan/federation';

import type { EdgeRefusal } from './answers';

/** A request whose document is written out, or why it isn't run. */
export type WrittenOut = { readonly url: string; readonly body: string } | { readonly refusal: EdgeRefusal };

/**
 * Puts the document of the manifest in the place of its id, in a body or in the parameters of a GET. A request that is no GraphQL
 * request stays as it is: the runtime has its own words for it.
 */
export function writeOutDocument(documents: DocumentStore, method: string, url: string, body: string): WrittenOut {
  if (method === 'GET') {
    const outcome = documents.resolveAddress(url);
    return outcome === null ? { url, body } : 'refusal' in outcome ? outcome : { url: outcome.url, body };
  }
  // A body that can't be read here names no document, whatever another reader would make of it.
  const request = objectOf(body) ?? {};
  const outcome = documents.resolve(request);
  if (outcome === null) return { url, body };
  if ('refusal' in outcome) return outcome;
  const { documentId: _documentId, ...rest } = request;
  return { url, body: JSON.stringify({ ...rest, query: outcome.query }) };
}

function objectOf(body: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
