import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type PlanNode, QueryPlanner } from '@graphql-hive/router-query-planner';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, getIntrospectionQuery, parse, validate } from 'graphql';
import { createLimitRules } from '@nuan/federation';

import { type Example, readQuestions } from './questions';

const ROOT = join(__dirname, '..');
const FIVE = ['assistance', 'employment', 'enterprises', 'migrants', 'workers'];

/** The fetches of a plan, each with how many came before it in sequence. */
function fetches(node: PlanNode | undefined, hop = 0): { readonly service: string; readonly hop: number }[] {
  switch (node?.kind) {
    case 'Fetch':
    case 'BatchFetch':
      return [{ service: node.serviceName, hop }];
    case 'Parallel':
      return node.nodes.flatMap((child) => fetches(child, hop));
    case 'Sequence':
      return node.nodes.flatMap((child, index) => fetches(child, hop + index));
    case 'Flatten':
      return fetches(node.node, hop);
    default:
      return [];
  }
}

describe('the plans of the saved questions over the committed supergraph', () => {
  const planner = new QueryPlanner(readFileSync(join(ROOT, 'supergraph.graphql'), 'utf8'));
  const schema = buildSchema(readFileSync(join(ROOT, 'public.graphql'), 'utf8'));
  const questions = new Map<string, Example>();
  beforeAll(async () => {
    const examples = await readQuestions(join(ROOT, 'questions'));
    for (const example of examples) questions.set(example.name, example);
  });

  const planOf = (name: string) => fetches(planner.plan(questions.get(name)?.query ?? '', null, new Set(), 0).node);

  it('are all valid and within the limits, and so is GraphiQL’s own introspection', () => {
    for (const query of [...[...questions.values()].map((example) => example.query), getIntrospectionQuery()]) {
      expect(validate(schema, parse(query), [...createLimitRules()])).toEqual([]);
      expect(validate(schema, parse(query))).toEqual([]);
    }
  });

  it('reach all five subgraphs and the reference part in one hop for the city board', () => {
    const plan = planOf('q01-city-board');
    expect(plan.map(({ service }) => service).sort()).toEqual([...FIVE, 'reference'].sort());
    expect(new Set(plan.map(({ hop }) => hop))).toEqual(new Set([0]));
  });

  it.each([
    ['q06-yuan-per-exit', ['assistance', 'employment', 'reference', 'workers']],
    ['q11-station-gap', ['assistance', 'migrants', 'reference', 'workers']],
  ])('take one hop for the board %s', (name, services) => {
    const plan = planOf(name);
    expect(plan.map(({ service }) => service).sort()).toEqual(services);
    expect(Math.max(...plan.map(({ hop }) => hop))).toBe(0);
  });

  it.each([
    ['q02-headline', 2, 2],
    ['q03-coverage-gap', 3, 3],
    ['q04-coal-and-illness', 4, 2],
    ['q05-fund-flow', 2, 3],
    ['q07-startup-leaders', 3, 3],
    ['q08-scholarships', 2, 3],
    ['q09-wage-cases', 4, 2],
    ['q10-pairing-compliance', 3, 3],
    ['q12-audit-flags', 3, 3],
    ['q13-published-details', 2, 2],
  ])(
    'cost %s at most %i requests over the network in %i steps, whatever the number of rows',
    (name, requests, steps) => {
      const plan = planOf(name);
      const remote = plan.filter(({ service }) => service !== 'reference');
      expect(remote.length).toBeLessThanOrEqual(requests);
      expect(new Set(remote.map(({ service }) => service)).size).toBe(remote.length);
      expect(new Set(plan.map(({ hop }) => hop)).size).toBeLessThanOrEqual(steps);
    },
  );
});
