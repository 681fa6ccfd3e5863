import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { can, createVerifier, DEVELOPMENT_AUDIENCE, DEVELOPMENT_ISSUER } from '@nuan/auth';
import { openDataDirectory } from './data-directory';
import { FeedToken } from './feed-token';

describe('the token for the change feeds', () => {
  const dir = mkdtempSync(join(tmpdir(), 'nuan-feed-token-'));
  afterAll(() => rmSync(dir, { recursive: true }));

  it('lies in a file for its owner alone, and may read the feeds and nothing else', async () => {
    const data = await openDataDirectory(dir);
    const token = new FeedToken(data, () => undefined);
    await token.start();
    token.stop();
    const written = readFileSync(data.feedTokenFile, 'utf8');
    expect(statSync(data.feedTokenFile).mode & 0o777).toBe(0o600);
    const { jwks } = data.developmentKey;
    const verifier = createVerifier({
      issuers: [{ jwks, issuer: DEVELOPMENT_ISSUER, audience: DEVELOPMENT_AUDIENCE, isOwn: true }],
      clockToleranceS: 30,
    });
    const viewer = await verifier.verify(`Bearer ${written}`);
    expect(viewer).toMatchObject({ department: 'nuan', scopes: ['changes:read'], writePrefixes: [] });
    expect(can(viewer, 'household:read')).toBe(false);
    data.release();
  });
});
