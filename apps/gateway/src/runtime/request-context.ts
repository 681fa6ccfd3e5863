import type { GraphContext } from '../execution/graph.handler';

/** What the edge gives the runtime for one request, and the executor and plugins read. */
export type RequestContext = GraphContext;

/** The header by which a client asks for the plan of its operation, in `extensions.queryPlan`. */
export const QUERY_PLAN_HEADER = 'x-nuan-query-plan';
