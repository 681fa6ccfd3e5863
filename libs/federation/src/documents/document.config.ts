import { ConfigError, oneOf, text } from '@nuan/config';

import type { DocumentMode } from './document-store';

/** Which documents a program runs. */
export interface DocumentConfig {
  /** Manifest of documents known beforehand; null when there is none. */
  readonly documentsFile: string | null;
  readonly documentMode: DocumentMode;
}

/** The environment variables that say so. */
export const DOCUMENT_VARIABLES = {
  NUAN_DOCUMENTS: text().optional(),
  NUAN_DOCUMENT_MODE: oneOf(['accept', 'only'], 'accept'),
} as const;

/**
 * What the variables say.
 *
 * @throws ConfigError when nothing but documents of a manifest may be run and there is none: that would close the door or leave it open.
 */
export function documentConfigOf(read: {
  readonly NUAN_DOCUMENTS?: string | undefined;
  readonly NUAN_DOCUMENT_MODE: DocumentMode;
}): DocumentConfig {
  const { NUAN_DOCUMENTS: file, NUAN_DOCUMENT_MODE: documentMode } = read;
  if (documentMode === 'only' && file === undefined)
    throw new ConfigError(['NUAN_DOCUMENT_MODE: only needs a manifest; set NUAN_DOCUMENTS to its file']);
  return { documentsFile: file ?? null, documentMode };
}
