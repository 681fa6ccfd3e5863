import { describe, expect, it } from '@jest/globals';

import { documentConfigOf } from './document.config';

describe('which documents are run', () => {
  it('is not left open when only those of a manifest may be, and there is none', () => {
    expect(() => documentConfigOf({ NUAN_DOCUMENT_MODE: 'only' })).toThrow('set NUAN_DOCUMENTS to its file');
  });

  it('is all of them unless it is said otherwise', () => {
    expect(documentConfigOf({ NUAN_DOCUMENT_MODE: 'accept' })).toEqual({ documentsFile: null, documentMode: 'accept' });
  });
});
