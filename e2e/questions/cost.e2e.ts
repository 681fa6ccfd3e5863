import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { type CostReport, DEFAULT_COST_LIMITS } from '@nuan/federation';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

const QUESTIONS = readdirSync(resolve(__dirname, '../../apps/gateway/questions'))
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => name.replace('.graphql', ''));

describe('what the saved questions cost', () => {
  let graph: SampleSupergraph;
  beforeAll(async () => {
    graph = await startSampleSupergraph();
  });
  afterAll(() => graph.stop());

  it.each(QUESTIONS)('is foreseen, and within the limits that everybody has: %s', async (name) => {
    const { errors, extensions } = await graph.askQuestion(name, {}, { subject: name });
    expect(errors).toBeUndefined();
    const { actual, requested } = extensions?.['cost'] as CostReport;
    expect(actual).toBeGreaterThan(0);
    expect(requested).toBeGreaterThanOrEqual(actual);
    expect(requested).toBeLessThanOrEqual(DEFAULT_COST_LIMITS.maxCost / 2);
  });

  it('is that of all divisions for a list of all divisions', async () => {
    const { extensions } = await graph.ask('{ regions { code } }');
    const { actual, requested } = extensions?.['cost'] as CostReport;
    expect(actual).toBeGreaterThanOrEqual(121);
    expect(requested).toBeGreaterThanOrEqual(actual);
  });

  it.each([
    '{ funds { id } }',
    '{ funds(year: 2017) { id } }',
    '{ campaigns { code } }',
    '{ aidStandards { id } }',
    '{ passDownDue { __typename } }',
    '{ pilots { id } }',
    '{ approvalLimits { level } }',
    '{ measureRules(region: "340100") { id } }',
    '{ visitCadences(region: "340100") { id } }',
    '{ advanceRules(region: "340100") { id } }',
    '{ regionSuccessions { __typename } }',
  ])('is foreseen of a list that no page bounds: %s', async (query) => {
    const { errors, extensions } = await graph.ask(query);
    expect(errors).toBeUndefined();
    const { actual, requested } = extensions?.['cost'] as CostReport;
    expect(requested).toBeGreaterThanOrEqual(actual);
  });
});
