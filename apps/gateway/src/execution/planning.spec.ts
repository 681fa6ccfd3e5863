import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { FaultError } from '@nuan/errors';
import { viewerWith } from '@nuan/testing';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';

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

  it('gives up a plan that takes too long, in words for the client', async () => {
    const { graph } = graphWith(
      (_real, _asked, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      20,
    );
    await expect(graph.execute(document, undefined, {}, context)).rejects.toMatchObject({
      extensions: { code: 'DEADLINE_EXCEEDED' },
    });
  });
});
