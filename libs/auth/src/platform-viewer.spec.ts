import { describe, expect, it } from '@jest/globals';

import { isPlatform, platformViewer, viewerWithoutToken } from './platform-viewer';

describe('the platform as a caller', () => {
  it('is named by its part, holds no region, union or scope, and is told from everybody with a token', () => {
    const retention = platformViewer('retention');
    expect(retention).toMatchObject({ subject: 'system:retention', role: 'admin', readPrefixes: [], scopes: [] });
    expect([retention.writePrefixes, retention.readUnions, retention.writeUnions]).toEqual([[], null, null]);
    expect(isPlatform(retention)).toBe(true);
    const credential = { ...{ tokenId: null, issuer: 'x', client: null, issuedAtS: 0 } };
    const rest = { onBehalfOf: null, emergencyId: null, contract: null, rateClass: null };
    expect(isPlatform({ ...retention, credential: { ...credential, ...rest } })).toBe(false);
  });

  it('is not whoever else acts without a token', () => {
    const timer = viewerWithoutToken({ subject: 'bank-round', role: 'cashier', readPrefixes: ['34'] });
    expect(timer).toMatchObject({ readPrefixes: ['34'], writePrefixes: [] });
    expect(isPlatform(timer)).toBe(false);
  });
});
