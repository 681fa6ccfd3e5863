import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { documentIdOf, DocumentStore, readDocuments } from './document-store';

const QUERY = '{ __typename }';
const ID = documentIdOf(QUERY);

describe('documents known beforehand', () => {
  const store = (mode: 'accept' | 'only') => new DocumentStore(new Map([[ID, QUERY]]), mode);

  it('are run by their id', () => {
    expect(ID).toMatch(/^sha256:[0-9a-f]{64}$/);
    for (const mode of ['accept', 'only'] as const)
      expect(store(mode).resolve({ documentId: ID })).toEqual({ query: QUERY });
  });

  it('are the only ones where the mode says so, an unknown id being refused in both modes', () => {
    expect(store('accept').resolve({})).toBeNull();
    expect(store('only').resolve({})).toMatchObject({ refusal: { code: 'PERSISTED_DOCUMENT_REQUIRED' } });
    const unknown = { documentId: documentIdOf('{ other }') };
    for (const mode of ['accept', 'only'] as const)
      expect(store(mode).resolve(unknown)).toMatchObject({ refusal: { code: 'PERSISTED_DOCUMENT_NOT_FOUND' } });
  });

  it('take the place of their id in an address, whatever stands beside it', () => {
    const asked = `/graphql?query=%7Bother%7D&documentId=${encodeURIComponent(ID)}&query=%7Bother%7D&documentId=x`;
    for (const mode of ['accept', 'only'] as const) {
      const { url } = store(mode).resolveAddress(asked) as { url: string };
      const params = new URL(url, 'http://x').searchParams;
      expect([params.getAll('query'), params.getAll('documentId')]).toEqual([[QUERY], []]);
    }
    expect(store('accept').resolveAddress('/graphql?query=%7Bother%7D')).toBeNull();
    expect(store('only').resolveAddress('/graphql?query=%7Bother%7D')).toMatchObject({
      refusal: { code: 'PERSISTED_DOCUMENT_REQUIRED' },
    });
  });

  it.each(['__proto__', 'constructor', 'toString'])('are not found by the id %s', (documentId) => {
    expect(store('accept').resolve({ documentId })).toMatchObject({
      refusal: { code: 'PERSISTED_DOCUMENT_NOT_FOUND' },
    });
  });

  describe('in a manifest', () => {
    const dir = mkdtempSync(join(tmpdir(), 'nuan-documents-'));
    afterAll(() => rmSync(dir, { recursive: true }));
    const written = (text: string): string => {
      const file = join(dir, 'manifest.json');
      writeFileSync(file, text);
      return file;
    };

    it('are read when every id is the hash of its document', async () => {
      const read = await readDocuments(written(JSON.stringify({ [ID]: QUERY })), 'only');
      expect(read.resolve({ documentId: ID })).toEqual({ query: QUERY });
    });

    it.each([
      ['a document that was changed', JSON.stringify({ [ID]: '{ changed }' }), /another hash/],
      ['no JSON', '{', /can't be read as JSON/],
    ])('are refused for %s', async (_what, text, message) => {
      await expect(readDocuments(written(text), 'only')).rejects.toThrow(message);
    });
  });
});
