import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type SpecimenSupergraph, startSpecimenSupergraph } from '../../specimens/specimen.supergraph';
import { StaticPages } from './static-pages';

describe('the GraphiQL page', () => {
  let dir: string;
  let graph: SpecimenSupergraph;
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'nuan-pages-'));
    mkdirSync(join(dir, 'assets'));
    writeFileSync(join(dir, 'index.html'), `<title>page</title>${' '.repeat(2000)}`);
    writeFileSync(join(dir, 'assets/app-1a2b.js'), 'alert(1)');
    writeFileSync(join(dir, 'examples.json'), '{"examples":["of the build"]}');
    graph = await startSpecimenSupergraph({ pages: new StaticPages(dir), examples: { examples: ['ours'] } });
  });
  afterAll(async () => {
    await graph.stop();
    rmSync(dir, { recursive: true });
  });

  it.each(['/', '/graphiql'])('is served at %s without a token, and may load nothing from elsewhere', async (path) => {
    const response = await fetch(`${graph.url}${path}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(await response.text()).toContain('<title>page</title>');
  });

  it('is where a browser lands that opens the endpoint', async () => {
    const response = await fetch(`${graph.url}/graphql`, { headers: { accept: 'text/html,*/*' }, redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/graphiql']);
  });

  it('offers the saved questions of the gateway', async () => {
    expect(await (await fetch(`${graph.url}/examples.json`)).json()).toEqual({ examples: ['ours'] });
  });

  it('lets hashed files be kept and nothing else', async () => {
    expect((await fetch(`${graph.url}/assets/app-1a2b.js`)).headers.get('cache-control')).toContain('immutable');
    expect((await fetch(`${graph.url}/`)).headers.get('cache-control')).toBe('no-cache');
  });

  it.each(['/../package.json', '/assets/..%2f..%2fetc/passwd', '/assets/'])('serves nothing at %s', async (path) => {
    expect((await fetch(`${graph.url}${path}`)).status).toBe(404);
  });
});
