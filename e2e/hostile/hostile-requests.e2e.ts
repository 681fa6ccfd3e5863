import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HOSTILE_REQUESTS, unrefused } from '@nuan/testing';

import { DEAR_DOCUMENTS } from '../../apps/gateway/specimens/dear-documents';
import { SAMPLE_DATABASES, type SampleDatabase } from '../../tools/sample-data/src';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

/** What an officer of a county asks meanwhile. */
const QUESTIONS: Readonly<Record<'gateway' | SampleDatabase, string>> = {
  gateway: '{ households(first: 1) { nodes { id } } }',
  workers: '{ households(first: 1) { nodes { id } } }',
  enterprises: '{ enterprises(first: 1) { nodes { id } } }',
  assistance: '{ disbursements(first: 1) { nodes { id } } }',
  employment: '{ placements(first: 1) { nodes { id } } }',
  migrants: '{ stations(first: 1) { nodes { id } } }',
};

/** Hostile requests that are under way at any time, and questions that are answered beside them. */
const [AT_ONCE, ASKED] = [4, 3] as const;

/** Those that are read whole: the connection of a larger one is closed while it is still being sent. */
const WHOLE = HOSTILE_REQUESTS.filter(({ stage }) => stage !== 'reading the body');

interface Answered {
  readonly status: number;
  readonly answer: {
    readonly data?: unknown;
    readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  };
}

const PROGRAMS = ['gateway', ...SAMPLE_DATABASES] as const;

describe('requests that are hostile', () => {
  let system: SampleSupergraph;
  beforeAll(async () => void (system = await startSampleSupergraph()));
  afterAll(() => system.stop());

  async function post(name: (typeof PROGRAMS)[number], body: string, subject: string): Promise<Answered> {
    const url = name === 'gateway' ? system.url : system.subgraphs[name].url;
    const token = await system.tokens.issue({ role: 'county', region: '340102', subject });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
    return { status: response.status, answer: (await response.json()) as Answered['answer'] };
  }

  it.each(PROGRAMS)('end at their limit, with its code, before %s does anything after it', async (name) => {
    const problems: string[] = [];
    for (const request of HOSTILE_REQUESTS) {
      const { status, answer } = await post(name, request.body, request.title);
      problems.push(...unrefused(request, status, answer));
    }
    expect(problems).toEqual([]);
  });

  it.each(PROGRAMS)(
    'do not hold up an officer of %s, whose questions are answered while they are under way',
    async (name) => {
      let isOver = false;
      let underWay = 0;
      const told = new Map<string, number>();
      const attack = Array.from({ length: AT_ONCE }, async (_one, attacker) => {
        for (let n = attacker; !isOver; n += 1) {
          const { body } = WHOLE[n % WHOLE.length] ?? { body: '' };
          underWay += 1;
          // Always somebody new, so that no allowance is spent and every document is looked at.
          const { answer } = await post(name, body, `hostile-${n}-${attacker}`);
          underWay -= 1;
          const code = String(answer.errors?.[0]?.extensions['code']);
          told.set(code, (told.get(code) ?? 0) + 1);
        }
      });
      const query = JSON.stringify({ query: QUESTIONS[name] });
      const beside: number[] = [];
      for (let n = 0; n < ASKED; n += 1) {
        const { status, answer } = await post(name, query, 'officer');
        expect([status, answer.errors]).toEqual([200, undefined]);
        beside.push(underWay);
      }
      isOver = true;
      await Promise.all(attack);
      expect(Math.min(...beside)).toBeGreaterThan(0);
      // None of them was answered, and none of them broke anything.
      expect([told.get('undefined'), told.get('INTERNAL')]).toEqual([undefined, undefined]);
      expect(told.size).toBeGreaterThan(1);
    },
  );

  it('that are dear to plan are refused before, or planned and answered, and an officer is answered beside them', async () => {
    const query = JSON.stringify({ query: QUESTIONS.gateway });
    const problems: string[] = [];
    for (const { title, code, ...document } of DEAR_DOCUMENTS) {
      const attack = Promise.all(
        // Names of their own, so that none is served by the plan of another.
        Array.from({ length: AT_ONCE }, (_one, n) =>
          post('gateway', JSON.stringify({ ...document, query: `${document.query} # ${n}` }), `dear-${n}`),
        ),
      );
      const { status, answer } = await post('gateway', query, 'officer');
      expect([status, answer.errors]).toEqual([200, undefined]);
      for (const { answer: told } of await attack) {
        const codes = (told.errors ?? []).map(({ extensions }) => extensions['code']);
        const isAsSaid = code === null ? codes.length === 0 && told.extensions?.['cost'] : codes.includes(code);
        if (!isAsSaid) problems.push(`${title}: is told ${[...new Set(codes)].join() || 'an answer'}`);
      }
    }
    expect(problems).toEqual([]);
  });
});
