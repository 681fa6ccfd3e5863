import { describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import { currentScope } from '@nuan/database';

import { asViewer } from './viewer-scope';

const viewer: Viewer = {
  subject: 'officer-1',
  role: 'county',
  readPrefixes: ['340102'],
  writePrefixes: ['340103'],
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

describe('the scope of a caller', () => {
  it('lets it read where it reads or writes, and write where it writes', () => {
    expect(asViewer(viewer, currentScope)).toEqual({ read: '340102%,340103%', write: '340103%' });
    expect(currentScope()).toBeNull();
  });

  it('is empty without regions', () => {
    expect(asViewer({ ...viewer, readPrefixes: [], writePrefixes: [] }, currentScope)).toEqual({ read: '', write: '' });
  });

  it('has no bounds for the platform itself, and those of its regions for a token that calls itself so', () => {
    const platform = { ...viewer, subject: 'system:retention' };
    expect(asViewer({ ...platform, credential: null }, currentScope)).toEqual({ read: '%', write: '%' });
    expect(asViewer(platform, currentScope)).toEqual({ read: '340102%,340103%', write: '340103%' });
  });

  it('is kept by what goes on later', async () => {
    const later = await asViewer(viewer, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return currentScope();
    });
    expect(later).toEqual({ read: '340102%,340103%', write: '340103%' });
  });
});
