import { createLogger } from '@nuan/telemetry';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { isBankCard, isResidentId } from '@nuan/kernel';

import { dead } from '../../specimens/specimen.server';
import { type SpecimenSupergraph, startSpecimenSupergraph } from '../../specimens/specimen.supergraph';

const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const QUESTION = '{ households(first: 1) { id employer { name } } }';

const digits = Array.from({ length: 10 }, (_, digit) => String(digit));
const ID = digits
  .map((last) => `34990019900101123${last}`)
  .find((number) => isResidentId(number, '2026-11-26')) as string;
const CARD = digits.map((last) => `999999123456789${last}`).find(isBankCard) as string;
const PHONE = '10012345678';

const traceWith = (traceId: string, parentId = 'b7ad6b7169203331'): string =>
  `00-${traceId.padStart(32, '0')}-${parentId.padStart(16, '0')}-01`;

describe('the trace of a request', () => {
  let graph: SpecimenSupergraph;
  const lines: string[] = [];
  beforeAll(async () => {
    const destination = { write: (line: string) => void lines.push(line) };
    graph = await startSpecimenSupergraph({ logger: createLogger({ name: 'gateway', level: 'trace', destination }) });
  });
  afterAll(() => graph.stop());
  beforeEach(() => {
    graph.reset();
    lines.length = 0;
  });

  const received = () =>
    Object.values(graph.servers).flatMap((server) => server.received.map(({ headers }) => headers));

  it('goes on to every subgraph that the question reaches, under the same id', async () => {
    expect((await graph.ask(QUESTION, {}, { traceparent: TRACE })).errors).toBeUndefined();
    expect(Object.keys(graph.counts()).sort()).toEqual(['enterprises', 'workers']);
    expect(received().map(({ traceparent }) => traceparent)).toEqual([TRACE, TRACE]);
  });

  it.each([
    ['an ID number', { traceparent: traceWith(ID) }],
    ['an ID number among letters', { traceparent: traceWith(`abc${ID}def`) }],
    ['an account', { traceparent: traceWith(CARD) }],
    ['an account for its parent', { traceparent: traceWith('0af7651916cd43dd8448eb211c80319c', CARD) }],
    ['a phone for its parent', { traceparent: traceWith('0af7651916cd43dd8448eb211c80319c', PHONE) }],
    ['a text beside it', { traceparent: `${TRACE}-${ID}` }],
    ['letters of no id', { traceparent: TRACE.replace('0af7', 'zhang') }],
    ['capitals', { traceparent: TRACE.toUpperCase() }],
    ['a version of the future', { traceparent: TRACE.replace('00-', 'cc-') }],
    ['zeros alone', { traceparent: traceWith('0') }],
    ['a parent of zeros', { traceparent: traceWith('0af7651916cd43dd8448eb211c80319c', '0') }],
    ['nothing', { traceparent: '' }],
    ['its state', { tracestate: `nuan=${ID}` }],
    ['its baggage', { baggage: `phone=${PHONE},card=${CARD}` }],
  ])('goes on nowhere and into no log, whether a subgraph answers or fails, with %s', async (_what, headers) => {
    await graph.ask(QUESTION, {}, headers);
    Object.assign(graph.servers['enterprises'] ?? {}, { fault: dead });
    const { errors, headers: told } = await graph.ask(QUESTION, {}, headers);
    expect(errors).not.toBeUndefined();
    expect(received().length).toBeGreaterThan(2);
    const [value] = Object.values(headers);
    for (const names of received()) {
      expect(Object.keys(names)).not.toEqual(expect.arrayContaining(Object.keys(headers)));
      if (value) expect(Object.values(names)).not.toContain(value);
    }
    const said = [...lines, JSON.stringify([...told]), JSON.stringify(errors)].join('\n');
    expect(lines.length).toBeGreaterThan(0); // the dead subgraph was logged, so there was where to write it
    expect([ID, CARD, PHONE, ...(value ? [value] : [])].filter((text) => said.includes(text))).toEqual([]);
  });
});
