import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { FaultError } from '@nuan/errors';
import { viewerWith } from '@nuan/testing';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';

import { forkingWays } from '../../specimens/dear-documents';
import { specimenSupergraphSdl } from '../../specimens/specimen.supergraph';
import { createGraph, type GraphContext } from './graph.handler';

const context: GraphContext = {
  graphRequest: {
    authorization: '',
    requestId: 'r',
    viewer: viewerWith(),
    traceparent: undefined,
    signal: new AbortController().signal,
  },
  wantsPlan: false,
};

type PlanAsync = QueryPlanner['planAsync'];

/** A graph whose planner answers by `planAsync`, and counts how often it is asked. */
function graphWith(
  planAsync: (real: PlanAsync, asked: number, signal: AbortSignal) => ReturnType<PlanAsync>,
  planTimeoutMs = 1_000,
) {
  const counter = { asked: 0 };
  class Planner extends QueryPlanner {
    override planAsync: PlanAsync = (...args) => {
      counter.asked += 1;
      const real: PlanAsync = (...inner) => QueryPlanner.prototype.planAsync.apply(this, inner);
      return planAsync(() => real(...args), counter.asked, args[4] as AbortSignal);
    };
  }
  const call = async () => ({ data: { households: [] }, errors: [] });
  return { counter, graph: createGraph(specimenSupergraphSdl(), { Planner, call, planCacheSize: 10, planTimeoutMs }) };
}

describe('planning', () => {
  const document = parse('{ households { id } }');

  it('plans an operation once, and again only after a failure', async () => {
    const { counter, graph } = graphWith((real, asked, signal) =>
      asked === 1 ? Promise.reject(new TypeError('a passing fault')) : real('', null, new Set(), 0, signal),
    );
    await expect(graph.execute(document, undefined, {}, context)).rejects.toBeInstanceOf(FaultError);
    expect((await graph.execute(document, undefined, {}, context)).data).toEqual({ households: [] });
    await graph.execute(document, undefined, {}, context);
    expect(counter.asked).toBe(2);
  });

  it('keeps no plan of a document that is too long to be asked often', async () => {
    const { counter, graph } = graphWith((real, _asked, signal) => real('', null, new Set(), 0, signal));
    const long = parse(`{ households { id } } #${'x'.repeat(20_000)}`);
    await graph.execute(long, undefined, {}, context);
    await graph.execute(long, undefined, {}, context);
    expect(counter.asked).toBe(2);
  });
});

describe('planning over the composed graph', () => {
  const supergraph = readFileSync(join(__dirname, '../../supergraph.graphql'), 'utf8');
  const call = async () => ({ data: null, errors: [] });
  /** Beyond the limits, which are asked before: some tenths of a second of work for the planner of the product. */
  const dear = parse(forkingWays(8));

  it('is given up by the planner itself at its time limit, in words for the client', async () => {
    const graph = createGraph(supergraph, { Planner: QueryPlanner, call, planCacheSize: 10, planTimeoutMs: 1 });
    await expect(graph.execute(dear, undefined, {}, context)).rejects.toMatchObject({
      extensions: { code: 'DEADLINE_EXCEEDED' },
    });
  });

  it('holds up nobody: what is asked meanwhile is planned and answered first', async () => {
    const graph = createGraph(supergraph, { Planner: QueryPlanner, call, planCacheSize: 10, planTimeoutMs: 60_000 });
    const answered: string[] = [];
    const slow = graph.execute(dear, undefined, {}, context).then(() => answered.push('dear'));
    await new Promise(setImmediate);
    const question = parse('{ households(first: 1) { nodes { id head { placement { id } } } } }');
    await graph.execute(question, undefined, {}, context).then(() => answered.push('question'));
    await slow;
    expect(answered).toEqual(['question', 'dear']);
  });
});
