import { describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import { currentScope } from '@nuan/database';

import { asViewer } from './viewer-scope';

const viewer: Viewer = {
  subject: 'officer-1',
  role: 'county',
  readPrefixes: ['340102'],
  writePrefixes: ['340103'],
  readUnions: null,
  writeUnions: null,
  unionId: null,
  department: null,
  scopes: [],
  subgraph: null,
  credential: {
    tokenId: null,
    issuer: 'test',
    client: null,
    issuedAtS: 0,
    onBehalfOf: null,
    emergencyId: null,
    contract: null,
    rateClass: null,
  },
};

const EVERY_UNION = { readUnions: '*', writeUnions: '*' };
const [STEEL, COAL] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'] as const;

describe('the scope of a caller', () => {
  it('lets it read where it reads or writes, and write where it writes', () => {
    expect(asViewer(viewer, currentScope)).toEqual({ read: '340102%,340103%', write: '340103%', ...EVERY_UNION });
    expect(currentScope()).toBeNull();
  });

  it('is empty without regions', () => {
    expect(asViewer({ ...viewer, readPrefixes: [], writePrefixes: [] }, currentScope)).toEqual({
      ...{ read: '', write: '', ...EVERY_UNION },
    });
  });

  it('has no bounds for the platform itself, and those of its regions for a token that calls itself so', () => {
    const platform = { ...viewer, subject: 'system:retention' };
    expect(asViewer({ ...platform, credential: null }, currentScope)).toEqual({
      read: '%',
      write: '%',
      ...EVERY_UNION,
    });
    expect(asViewer(platform, currentScope)).toEqual({ read: '340102%,340103%', write: '340103%', ...EVERY_UNION });
  });

  it('is that of its unions too, where a token names them: none of them is no row', () => {
    const unions = (readUnions: readonly string[] | null, writeUnions: readonly string[] | null) => {
      const scope = asViewer({ ...viewer, readUnions, writeUnions }, currentScope);
      return { read: scope?.readUnions, write: scope?.writeUnions };
    };
    expect(unions([STEEL], [STEEL])).toEqual({ read: STEEL, write: STEEL });
    expect(unions([COAL], [STEEL])).toEqual({ read: `${STEEL},${COAL}`, write: STEEL });
    expect(unions(null, [STEEL])).toEqual({ read: '*', write: STEEL });
    expect(unions([], [])).toEqual({ read: '', write: '' });
  });

  it('is kept by what goes on later', async () => {
    const later = await asViewer(viewer, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return currentScope();
    });
    expect(later).toEqual({ read: '340102%,340103%', write: '340103%', ...EVERY_UNION });
  });
});
