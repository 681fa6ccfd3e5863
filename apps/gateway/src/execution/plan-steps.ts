import type {
  BatchFetchNode,
  ConditionNode,
  FetchNode,
  FlattenNodePathSegment,
  PlanNode,
} from '@graphql-hive/router-query-planner';
import { FaultError } from '@nuan/errors';

import type { DeadFetch } from './dead-fetch';
import { EntityBatch, type EntityTargets, RepresentationSet } from './entity-batch';
import type { Json, JsonObject, ResponsePath } from './json';
import type { TypeMatcher } from './plan-path';
import { INTERNAL_MESSAGE, type PublicError } from './public-error';
import { isAligned, mergeInto } from './response-merge';
import { applyRewrites, renamedKeys } from './rewrites';
import type { GraphRequest, SubgraphAnswer, SubgraphCaller, SubgraphRefusal } from './subgraph-call';

/** One run of one operation: the answer as it grows, and what went wrong on the way. */
export interface Execution {
  readonly data: JsonObject;
  readonly variables: { readonly [name: string]: unknown };
  readonly isMutation: boolean;
  readonly request: GraphRequest;
  readonly errors: PublicError[];
  readonly deadFetches: DeadFetch[];
}

/** A compiled part of a plan. */
export type Step = (execution: Execution) => Promise<void>;

/** What the steps of a plan run on. */
export interface PlanTools {
  readonly call: SubgraphCaller;
  readonly matches: TypeMatcher;
}

const MISALIGNED: SubgraphRefusal = { code: 'INTERNAL', message: INTERNAL_MESSAGE };

/**
 * Compiles a plan once into closures. Sequences run in order (mutations are planned so), parallel parts together; a fetch
 * that fails costs its own fields only, and the rest of the plan goes on.
 */
export function compileStep(node: PlanNode, tools: PlanTools, path: readonly FlattenNodePathSegment[] = []): Step {
  switch (node.kind) {
    case 'Sequence': {
      const steps = node.nodes.map((child) => compileStep(child, tools, path));
      return async (execution) => {
        for (const step of steps) await step(execution);
      };
    }
    case 'Parallel': {
      const steps = node.nodes.map((child) => compileStep(child, tools, path));
      return async (execution) => void (await Promise.all(steps.map((step) => step(execution))));
    }
    case 'Flatten':
      return compileStep(node.node, tools, [...path, ...node.path]);
    case 'Condition':
      return compileCondition(node, tools, path);
    case 'Fetch':
      return node.requires?.length ? compileEntityFetch(node, tools, path) : compileRootFetch(node, tools);
    case 'BatchFetch':
      return compileBatchFetch(node, tools);
    case 'Subscription':
    case 'Defer':
      throw new FaultError(`The gateway does not run ${node.kind} plans.`);
  }
}

function compileCondition(node: ConditionNode, tools: PlanTools, path: readonly FlattenNodePathSegment[]): Step {
  const whenTrue = node.ifClause && compileStep(node.ifClause, tools, path);
  const whenFalse = node.elseClause && compileStep(node.elseClause, tools, path);
  return async (execution) => {
    const chosen = execution.variables[node.condition] === true ? whenTrue : whenFalse;
    await chosen?.(execution);
  };
}

function compileRootFetch(node: FetchNode, tools: PlanTools): Step {
  const names = renamedKeys(node.outputRewrites);
  return async (execution) => {
    const answer = await send(node, {}, execution, tools);
    const { data } = answer;
    if (data !== null) applyRewrites(data, node.outputRewrites, tools.matches);
    const fits = data === null || isAligned(execution.data, data);
    if (data !== null && fits) mergeInto(execution.data, data);
    for (const refusal of fits ? answer.errors : [MISALIGNED]) {
      if (refusal.path?.length) execution.errors.push({ ...refusal, path: rename(refusal.path, names) });
      else markDead(execution, refusal, node.operation, null, [{ value: execution.data, path: [] }]);
    }
  };
}

function compileEntityFetch(node: FetchNode, tools: PlanTools, path: readonly FlattenNodePathSegment[]): Step {
  const targets: EntityTargets = { ...node, requires: node.requires ?? [], paths: [path] };
  return async (execution) => {
    const keys = new RepresentationSet();
    const batch = new EntityBatch(execution.data, targets, keys, tools.matches);
    if (keys.representations.length === 0) return;
    const answer = await send(node, { representations: keys.representations }, execution, tools);
    batch.apply(answer.data?.['_entities']);
    for (const refusal of answer.errors) settleEntityRefusal(execution, refusal, node.operation, '_entities', batch);
  };
}

function compileBatchFetch(node: BatchFetchNode, tools: PlanTools): Step {
  const { aliases } = node.entityBatch;
  return async (execution) => {
    const keySets = new Map<string, RepresentationSet>();
    const batches = new Map<string, EntityBatch>();
    for (const alias of aliases) {
      const keys = keySets.get(alias.representationsVariableName) ?? new RepresentationSet();
      keySets.set(alias.representationsVariableName, keys);
      batches.set(alias.alias, new EntityBatch(execution.data, alias, keys, tools.matches));
    }
    const variables: JsonObject = {};
    for (const [name, keys] of keySets) variables[name] = keys.representations;
    if ([...keySets.values()].every((keys) => keys.representations.length === 0)) return;
    const answer = await send(node, variables, execution, tools);
    for (const [alias, batch] of batches) batch.apply(answer.data?.[alias]);
    for (const refusal of answer.errors) {
      const concerned = batches.get(String(refusal.path?.[0]));
      for (const [alias, batch] of batches) {
        if (concerned && concerned !== batch) continue;
        settleEntityRefusal(execution, refusal, node.operation, alias, batch);
      }
    }
  };
}

function settleEntityRefusal(
  execution: Execution,
  refusal: SubgraphRefusal,
  operation: string,
  entityKey: string,
  batch: EntityBatch,
): void {
  const [, index, ...below] = refusal.path ?? [];
  if (typeof index === 'number') execution.errors.push(...batch.relocate(refusal, index, below));
  else markDead(execution, refusal, operation, entityKey, batch.located);
}

function markDead(
  execution: Execution,
  { path: _path, ...refusal }: SubgraphRefusal,
  operation: string,
  entityKey: string | null,
  targets: DeadFetch['targets'],
): void {
  execution.deadFetches.push({ refusal, operation, entityKey, targets });
}

function send(
  node: FetchNode | BatchFetchNode,
  ownVariables: JsonObject,
  execution: Execution,
  tools: PlanTools,
): Promise<SubgraphAnswer> {
  const variables: JsonObject = { ...ownVariables };
  for (const name of node.variableUsages ?? []) {
    const value = execution.variables[name];
    if (value !== undefined) variables[name] = value as Json;
  }
  return tools.call({
    subgraph: node.serviceName,
    query: node.operation,
    variables,
    isMutation: node.operationKind === 'mutation',
    request: execution.request,
  });
}

function rename(path: ResponsePath, names: ReadonlyMap<string, string>): ResponsePath {
  return names.size === 0 ? path : path.map((step) => (typeof step === 'string' ? (names.get(step) ?? step) : step));
}
