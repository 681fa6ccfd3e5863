import { createGatewayRuntime, type GatewayPlugin, type UnifiedGraphHandler } from '@graphql-hive/gateway-runtime';
import type { CostControl, DocumentLimits } from '@nuan/federation';
import type { Logger } from '@nuan/telemetry';

import type { SubgraphCaller } from '../execution/subgraph-call';
import { completionPlugin } from './completion.plugin';
import { costPlugin } from './cost.plugin';
import { introspectionPlugin } from './introspection.plugin';
import { limitsPlugin } from './limits.plugin';
import { refusalsPlugin } from './refusals.plugin';
import { subgraphTransport } from './subgraph.transport';

/** What the runtime is made from. */
export interface RuntimeOptions {
  readonly supergraph: string;
  /** Our executor on the Rust planner; null where its binary is missing, and the runtime's own JS planner serves. */
  readonly handler: UnifiedGraphHandler | null;
  readonly call: SubgraphCaller;
  readonly limits: DocumentLimits;
  readonly maxTokens: number;
  readonly cost: CostControl;
  readonly logger: Logger;
}

/** Headers of which a cross-site form can send none: one of them proves a deliberate client. */
export const CSRF_HEADERS = ['apollo-require-preflight', 'x-requested-with', 'x-nuan-query-plan'] as const;

/**
 * The runtime's settings, each unsafe default of its version answered. What isn't here is refused at the edge,
 * or doesn't exist: no retries, no response cache, no subscriptions, no uploads.
 */
export function runtimeSettings(options: RuntimeOptions) {
  const { supergraph, handler, logger } = options;
  return {
    supergraph,
    ...(handler ? { unifiedGraphHandler: handler } : {}),
    transports: { http: subgraphTransport(options.call) },
    graphqlEndpoint: '/graphql',
    batching: false,
    csrfPrevention: { requestHeaders: [...CSRF_HEADERS] },
    cors: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    requestId: false,
    subgraphErrors: false,
    logging: false,
    maskedErrors: { maskError: (error: unknown) => error as Error },
    upstreamRetry: { maxRetries: 0 },
    deferStream: false,
    plugins: () => plugins(options, logger),
  } as const;
}

function plugins(options: RuntimeOptions, logger: Logger): GatewayPlugin[] {
  return [
    limitsPlugin({ limits: options.limits, maxTokens: options.maxTokens }),
    introspectionPlugin(),
    costPlugin(options.cost),
    ...(options.handler ? [] : [completionPlugin()]),
    refusalsPlugin(logger),
  ];
}

/** Hive's gateway runtime over our graph. */
export type Runtime = ReturnType<typeof createRuntime>;

/** Makes the runtime; the supergraph is read at the first request or by `getSchema`. */
export function createRuntime(options: RuntimeOptions) {
  return createGatewayRuntime(runtimeSettings(options) as unknown as Parameters<typeof createGatewayRuntime>[0]);
}
