import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';

import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';
import { SAMPLE_DATABASES } from '../../tools/sample-data/src';

describe('GraphQL over HTTP, as its specification has it', () => {
  let system: SampleSupergraph;
  beforeAll(async () => void (system = await startSampleSupergraph()));
  afterAll(() => system.stop());

  it.each(['gateway', ...SAMPLE_DATABASES] as const)('is kept by %s: every audit passes', async (name) => {
    const url = name === 'gateway' ? system.url : system.subgraphs[name].url;
    const authorization = `Bearer ${await system.tokens.issue({ role: 'city', region: '340100' })}`;
    const audits = serverAudits({
      url: `${url}/graphql`,
      fetchFn: (address: string, init: RequestInit) => {
        const headers = new Headers(init?.headers);
        headers.set('authorization', authorization);
        headers.set('apollo-require-preflight', '1'); // what a deliberate client sends, and no form of another site can
        return fetch(address, { ...init, headers });
      },
    });
    const failures: string[] = [];
    for (const audit of audits) {
      const result = await audit.fn();
      if (result.status === 'ok') continue;
      failures.push(`${result.status} ${audit.id} ${audit.name}: ${result.reason}`);
      await result.response.body?.cancel().catch(() => undefined);
    }
    expect(failures).toEqual([]);
    expect(audits.length).toBeGreaterThan(50);
  });
});
