import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type SpecimenSupergraph, startSpecimenSupergraph } from '../../specimens/specimen.supergraph';
import type { SavedQuestion } from '../questions';
import { StaticPages } from './static-pages';

const QUESTION = { question: 'Who needs help, and where do they live?', query: '{ __typename }' };
const OURS: readonly SavedQuestion[] = [
  { ...QUESTION, name: 'q01-wide', variables: { under: '340000', year: 2016 }, roles: ['province', 'county'] },
  { ...QUESTION, name: 'q02-near', variables: { first: 5 }, roles: ['province'] },
];

describe('the GraphiQL page', () => {
  let dir: string;
  let graph: SpecimenSupergraph;
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'nuan-pages-'));
    mkdirSync(join(dir, 'assets'));
    writeFileSync(join(dir, 'index.html'), `<title>page</title>${' '.repeat(2000)}`);
    writeFileSync(join(dir, 'assets/app-1a2b.js'), 'alert(1)');
    writeFileSync(join(dir, 'examples.json'), '{"examples":["of the build"]}');
    graph = await startSpecimenSupergraph({ pages: new StaticPages(dir), questions: OURS });
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

  it('offers nothing without a token, and a role the saved questions that it may run, in its own division', async () => {
    const offered = async (as?: object): Promise<[number, unknown]> => {
      const headers = as && { authorization: `Bearer ${await graph.tokens.issue(as)}` };
      const response = await fetch(`${graph.url}/examples.json`, { headers });
      const { examples } = (await response.json()) as { examples?: { name: string; variables: object }[] };
      return [response.status, examples?.map(({ name, variables }) => ({ name, ...variables }))];
    };
    expect(await offered()).toEqual([401, undefined]);
    const [wide, near] = [
      { name: 'q01-wide', under: '340000', year: 2016 },
      { name: 'q02-near', first: 5 },
    ];
    expect(await offered({ role: 'province' })).toEqual([200, [wide, near]]);
    expect(await offered({ role: 'county', region: '340102' })).toEqual([200, [{ ...wide, under: '340102' }]]);
    expect(await offered({ role: 'cashier' })).toEqual([200, []]);
    expect(await offered({ role: 'province', subgraph: 'workers' })).toEqual([200, []]);
  });

  it('lets hashed files be kept and nothing else', async () => {
    expect((await fetch(`${graph.url}/assets/app-1a2b.js`)).headers.get('cache-control')).toContain('immutable');
    expect((await fetch(`${graph.url}/`)).headers.get('cache-control')).toBe('no-cache');
  });

  it.each(['/../package.json', '/assets/..%2f..%2fetc/passwd', '/assets/'])('serves nothing at %s', async (path) => {
    expect((await fetch(`${graph.url}${path}`)).status).toBe(404);
  });
});
