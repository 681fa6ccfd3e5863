import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import type { ErrorCode } from '@nuan/errors';
import { FaultError } from '@nuan/errors';

/** Whether documents of the manifest are a short way to write them, or the only ones that are run. */
export type DocumentMode = 'accept' | 'only';

/** The part of a GraphQL request that names its document. */
export interface DocumentRequest {
  /** Id of a document of the manifest. */
  readonly documentId?: unknown;
}

/** A document that isn't run. */
export interface DocumentRefusal {
  readonly status: 400;
  readonly code: Extract<ErrorCode, 'PERSISTED_DOCUMENT_NOT_FOUND' | 'PERSISTED_DOCUMENT_REQUIRED'>;
  readonly message: string;
}

/** The document to run in place of its id, or why none is. Null: the request is run as it came. */
export type DocumentOutcome = { readonly query: string } | { readonly refusal: DocumentRefusal } | null;

/** The id of a document: the hash of its text. */
export function documentIdOf(document: string): string {
  return `sha256:${createHash('sha256').update(document, 'utf8').digest('hex')}`;
}

/**
 * Documents known beforehand (持久化查询), by the hash of their text: front ends send `{ "documentId": "sha256:…" }` instead of the document. In the mode `only`
 * nothing else is run, whoever asks: what isn't in the manifest can't be tried.
 */
export class DocumentStore {
  constructor(
    private readonly documents: ReadonlyMap<string, string>,
    private readonly mode: DocumentMode,
  ) {}

  /** The document that a request asks for. */
  resolve({ documentId }: DocumentRequest): DocumentOutcome {
    if (typeof documentId === 'string') {
      const known = this.documents.get(documentId);
      return known === undefined ? { refusal: NOT_FOUND } : { query: known };
    }
    return this.mode === 'only' ? { refusal: REQUIRED } : null;
  }

  /** The address of a GET with its document written out, or why it isn't run; null: it is run as it came. */
  resolveAddress(
    url: string,
  ): { readonly url: string; readonly query: string } | { readonly refusal: DocumentRefusal } | null {
    const [path = '/', search = ''] = url.split(/\?(.*)/s);
    const params = new URLSearchParams(search);
    const outcome = this.resolve({ documentId: params.get('documentId') ?? undefined });
    if (outcome === null || 'refusal' in outcome) return outcome;
    params.delete('documentId');
    params.set('query', outcome.query); // whatever stands beside the id, once or several times
    return { url: `${path}?${params.toString()}`, query: outcome.query };
  }
}

const NOT_FOUND: DocumentRefusal = {
  status: 400,
  code: 'PERSISTED_DOCUMENT_NOT_FOUND',
  message: 'No document of this id is known here: add it to the manifest and deploy that.',
};
const REQUIRED: DocumentRefusal = {
  status: 400,
  code: 'PERSISTED_DOCUMENT_REQUIRED',
  message: 'Only documents of the manifest are run here: send its documentId.',
};

/**
 * Reads a manifest: JSON `{ "sha256:…": "query …" }`, as the tool `documents` writes it.
 *
 * @throws FaultError when it is of another form, or an id isn't the hash of its document.
 */
export async function readDocuments(file: string, mode: DocumentMode): Promise<DocumentStore> {
  const entries = await readFile(file, 'utf8')
    .then((text) => Object.entries(JSON.parse(text) as Record<string, unknown>))
    .catch((cause: unknown) => {
      throw new FaultError(`The manifest of documents ${file} can't be read as JSON.`, { cause });
    });
  const documents = new Map<string, string>();
  for (const [id, document] of entries) {
    if (typeof document !== 'string' || documentIdOf(document) !== id)
      throw new FaultError(`The manifest of documents ${file} is damaged at ${id}: its document has another hash.`);
    documents.set(id, document);
  }
  return new DocumentStore(documents, mode);
}
