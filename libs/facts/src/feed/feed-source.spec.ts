import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { pageReader } from './feed-source';

interface Heard {
  readonly token: string | undefined;
  readonly variables: unknown;
}

describe('reading a feed over HTTP', () => {
  const dir = mkdtempSync(join(tmpdir(), 'nuan-feed-source-'));
  const tokenFile = join(dir, 'token');
  const heard: Heard[] = [];
  let answer: { status: number; body: unknown } = { status: 200, body: {} };
  let server: Server;
  let url = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        const { variables } = JSON.parse(body) as { variables: unknown };
        heard.push({ token: request.headers.authorization, variables });
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    rmSync(dir, { recursive: true });
  });
  beforeEach(() => {
    heard.length = 0;
    writeFileSync(tokenFile, 'first\n');
  });
  const page = { changes: [], cursor: 'c2', hasMore: false, remaining: 0, asOf: '2017-01-23T18:00:00.000+08:00' };

  it('asks from the cursor on, and uses a token that was renewed meanwhile', async () => {
    answer = { status: 200, body: { data: { changes: page } } };
    const read = pageReader('workers', { url, tokenFile, entities: ['Household'] });
    expect(await read(null)).toEqual({ ...page, asOf: new Date('2017-01-23T10:00:00Z') });
    writeFileSync(tokenFile, 'second');
    await read('c2');
    expect(heard).toEqual([
      { token: 'Bearer first', variables: { after: null, first: 1000, entities: ['Household'] } },
      { token: 'Bearer second', variables: { after: 'c2', first: 1000, entities: ['Household'] } },
    ]);
  });

  it.each([
    [401, { errors: [{ message: 'A valid access token is required.', extensions: { code: 'UNAUTHENTICATED' } }] }],
    [200, { data: null, errors: [{ message: 'No contract.', extensions: { code: 'FORBIDDEN' } }] }],
    [502, {}],
  ])('says why it was refused with %d, and shows no token', async (status, body) => {
    answer = { status, body };
    const refused = await pageReader('workers', { url, tokenFile, entities: [] })(null).catch(
      (error: unknown) => error,
    );
    expect(String(refused)).toMatch(/the feed of workers was refused: (UNAUTHENTICATED|FORBIDDEN|HTTP 502)/);
    expect(JSON.stringify(refused) + String(refused)).not.toContain('first');
  });

  it('fails when there is no token file', async () => {
    const reading = pageReader('workers', { url, tokenFile: join(dir, 'none'), entities: [] })(null);
    await expect(reading).rejects.toThrow('ENOENT');
    expect(heard).toEqual([]);
  });
});
