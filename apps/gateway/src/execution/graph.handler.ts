import type { UnifiedGraphHandler } from '@graphql-hive/gateway-runtime';
import type { QueryPlanner } from '@graphql-hive/router-query-planner';
import type { ExecutionRequest, Executor } from '@graphql-tools/utils';
import { FaultError } from '@nuan/errors';
import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  print,
} from 'graphql';

import { conditionApplies } from './completion';
import { type Plan, PreparedOperation } from './operation';
import { PlanCache } from './plan-cache';
import type { TypeMatcher } from './plan-path';
import { toGraphQLError } from './public-error';
import { publicSchemaOf } from './public-schema';
import type { GraphRequest, SubgraphCaller } from './subgraph-call';

/** What our executor needs of its surroundings. */
export interface GraphHandlerOptions {
  /** The Rust planner's class, loaded by whoever found its binary. */
  readonly Planner: typeof QueryPlanner;
  readonly call: SubgraphCaller;
  /** How many planned operations are kept. */
  readonly planCacheSize: number;
  /** Longest time that one plan may take, in milliseconds. */
  readonly planTimeoutMs: number;
}

/** What a request carries through the runtime to our executor. */
export interface GraphContext {
  readonly graphRequest: GraphRequest;
  /** Whether the client asked to see the plan, in `extensions.queryPlan`, and may. */
  readonly wantsPlan: boolean;
}

/** Runs operations on one supergraph. */
export interface Graph {
  readonly schema: GraphQLSchema;
  execute(
    document: DocumentNode,
    operationName: string | undefined,
    variables: { readonly [name: string]: unknown },
    context: GraphContext,
  ): Promise<ExecutionResult>;
}

/** Longest document whose plan is kept, in characters: nobody fills the memory with documents that are asked once. */
const MAX_KEPT_DOCUMENT = 20_000;

/** The planner with a time limit: a hostile document may not keep it busy. */
function planWithin(planner: QueryPlanner, timeoutMs: number): Plan {
  return async (query, name) => {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      return await planner.planAsync(query, name, new Set(), 0, signal);
    } catch (cause) {
      if (!signal.aborted) throw new FaultError('The planner found no plan.', { cause });
      throw toGraphQLError({
        code: 'DEADLINE_EXCEEDED',
        message: 'Planning this operation takes too long. Ask for less at once.',
      });
    }
  };
}

/** Plans with the Rust planner, fetches with our own client, completes against the public schema. */
export function createGraph(supergraphSdl: string, options: GraphHandlerOptions): Graph {
  const planner = new options.Planner(supergraphSdl);
  const schema = publicSchemaOf(planner.consumerSchema);
  const operations = new PlanCache<PreparedOperation>(options.planCacheSize);
  const tools = { call: options.call, matches: typeMatcher(schema) };
  const plan = planWithin(planner, options.planTimeoutMs);
  return {
    schema,
    async execute(document, operationName, variables, context) {
      const source = document.loc?.source.body ?? print(document);
      const prepare = () => PreparedOperation.prepare(schema, document, operationName, plan, tools);
      const isKept = source.length <= MAX_KEPT_DOCUMENT;
      const operation = await (isKept ? operations.get(`${operationName ?? ''}\n${source}`, prepare) : prepare());
      const result = await operation.run(variables, context.graphRequest);
      return context.wantsPlan ? { ...result, extensions: { queryPlan: operation.plan } } : result;
    },
  };
}

/** Our executor in the form in which Hive's runtime takes one. */
export function graphHandler(options: GraphHandlerOptions): UnifiedGraphHandler {
  return ({ getUnifiedGraphSDL }) => {
    const graph = createGraph(getUnifiedGraphSDL(), options);
    return {
      unifiedGraph: graph.schema,
      getSubgraphSchema: () => graph.schema,
      executor: executorOf(graph) as Executor,
    };
  };
}

/** The runtime's executor is generic in what it returns; ours always returns plain JSON. */
function executorOf(graph: Graph): (request: ExecutionRequest) => Promise<ExecutionResult> {
  return ({ document, operationName, variables, context }) =>
    graph.execute(document, operationName, (variables ?? {}) as Record<string, unknown>, context as GraphContext);
}

function typeMatcher(schema: GraphQLSchema): TypeMatcher {
  const applies = conditionApplies(schema);
  return (typeName, conditions) =>
    conditions.some((condition) => {
      if (condition === typeName) return true;
      const isKnown = isAbstractType(schema.getType(condition)) && isObjectType(schema.getType(typeName));
      return isKnown && applies(condition, typeName);
    });
}
