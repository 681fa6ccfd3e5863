import type { Role, Verifier } from '@nuan/auth';
import { FaultError } from '@nuan/errors';
import {
  buildSubgraphSchema,
  CostControl,
  type CostLimits,
  DEFAULT_COST_LIMITS,
  type DocumentLimits,
  type DocumentStore,
  MAX_TOKENS,
} from '@nuan/federation';
import type { Clock } from '@nuan/kernel';
import type { Logger } from '@nuan/telemetry';

import { GatewayServer } from './edge/gateway.server';
import type { StaticPages } from './edge/static-pages';
import { graphHandler } from './execution/graph.handler';
import type { SavedQuestion } from './questions';
import { referenceCaller } from './reference/reference.caller';
import { referenceParts, referenceSubgraph } from './reference/reference.subgraph';
import { createRuntime, type Runtime } from './runtime/hive.runtime';
import { PLANNED_LIMITS } from './runtime/limits.plugin';
import { loadPlanner, type PlannerClass } from './runtime/planner.binary';
import { Readiness, type ReadinessReport } from './subgraphs/readiness';
import { SubgraphClient } from './subgraphs/subgraph.client';
import { SubgraphDirectory } from './subgraphs/subgraph.directory';
import { subgraphUrls } from './subgraphs/supergraph.urls';

/** What a gateway is made from. */
export interface GatewayOptions {
  /** The composed supergraph, as committed. */
  readonly supergraph: string;
  /** Subgraph name → URL, where it differs from the supergraph's default. */
  readonly subgraphUrls: { readonly [name: string]: string };
  readonly verifier: Verifier;
  /** Whether a partner department is let in under a contract alone, as in production. */
  readonly partnersNeedContract: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Shared with the subgraphs; calls are signed with it. */
  readonly gatewaySecret: string;
  readonly corsOrigins: readonly string[];
  /** Roles that may ask for the schema; holders of `schema:read` may too. */
  readonly introspection: readonly Role[];
  readonly pages: StaticPages | null;
  /** The saved questions that the page offers, by role. */
  readonly questions: readonly SavedQuestion[];
  readonly subgraphTimeoutMs: number;
  readonly limits?: DocumentLimits;
  readonly cost?: CostLimits;
  /** Documents known beforehand; none when absent. */
  readonly documents?: DocumentStore | null;
  readonly maxBodyBytes?: number;
  readonly maxResponseBytes?: number;
  /** The Rust planner's class; null serves with the runtime's own planner. Looked for when absent. */
  readonly Planner?: PlannerClass | null;
}

/** A gateway that can be opened on a port. */
export interface Gateway {
  readonly runtime: Runtime;
  readonly report: () => ReadinessReport;
  /** Looks at every subgraph now, rather than at the next turn of the watch. */
  readonly look: () => Promise<void>;
  /** Which planner serves. */
  readonly planner: 'rust' | 'javascript';
  listen(port: number, host: string): Promise<string>;
  /** Stops taking requests, lets those under way finish, closes every connection. */
  close(): Promise<void>;
}

/** Largest request: the saved questions are below 2 KB, and variables carry ids and texts, never files. */
const MAX_BODY_BYTES = 256 * 1024;

/** Largest answer of one subgraph: a page of 100 rows with everything selected stays far below. */
const MAX_RESPONSE_BYTES = 16 * 1024 * 1024;

const PLAN_CACHE_SIZE = 1_000;
const PLAN_TIMEOUT_MS = 5_000;

/** Puts a gateway together. Nothing listens yet, and no subgraph has been asked. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { supergraph, logger } = options;
  const schema = await buildSubgraphSchema(referenceSubgraph, referenceParts());
  const reference = referenceCaller(schema, options.clock, logger);
  const directory = new SubgraphDirectory(clientsOf(options), new Map([[referenceSubgraph.name, reference]]));
  const Planner = options.Planner === undefined ? await loadPlanner(logger) : options.Planner;
  const { call } = directory;
  const cost = new CostControl(options.cost ?? DEFAULT_COST_LIMITS);
  const runtime = createRuntime({
    supergraph,
    handler: Planner && graphHandler({ Planner, call, planCacheSize: PLAN_CACHE_SIZE, planTimeoutMs: PLAN_TIMEOUT_MS }),
    call,
    limits: options.limits ?? PLANNED_LIMITS,
    maxTokens: MAX_TOKENS,
    cost,
    logger,
  });
  await runtime.getSchema();
  const readiness = new Readiness(directory, logger);
  const server = new GatewayServer({
    ...options,
    runtime,
    readiness: () => readiness.report,
    maxBodyBytes: options.maxBodyBytes ?? MAX_BODY_BYTES,
    cost,
    documents: options.documents ?? null,
  });
  return {
    runtime,
    report: () => readiness.report,
    look: () => readiness.look(),
    planner: Planner ? 'rust' : 'javascript',
    async listen(port, host) {
      await readiness.start();
      return server.listen(port, host);
    },
    async close() {
      readiness.stop();
      await server.close();
      await runtime[Symbol.asyncDispose]();
      await directory.close();
    },
  };
}

function clientsOf(options: GatewayOptions): Map<string, SubgraphClient> {
  const { logger, gatewaySecret, subgraphTimeoutMs: timeoutMs } = options;
  const maxResponseBytes = options.maxResponseBytes ?? MAX_RESPONSE_BYTES;
  const clients = new Map<string, SubgraphClient>();
  for (const [name, byDefault] of subgraphUrls(options.supergraph)) {
    if (name === referenceSubgraph.name) continue;
    const address = options.subgraphUrls[name] ?? byDefault;
    if (!URL.canParse(address))
      throw new FaultError(`Subgraph ${name} has no URL: set NUAN_${name.toUpperCase()}_URL.`);
    clients.set(
      name,
      new SubgraphClient({ name, url: new URL(address), timeoutMs, maxResponseBytes, gatewaySecret, logger }),
    );
  }
  return clients;
}
