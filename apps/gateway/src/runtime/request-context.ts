import type { GraphContext } from '../execution/graph.handler';
import type { SubgraphRefusal } from '../execution/subgraph-call';

/** A call that brought nothing, noted by the transport because the runtime's own executor may lose its error. */
export interface LostCall {
  readonly refusal: SubgraphRefusal;
  readonly query: string;
}

/** What a request is to be charged: the edge charges for what was asked wherever nobody has priced it. */
export interface Bill {
  /** Length of the document, or of whatever was sent while no document has been read from it. */
  characters: number;
  /** Whether an operation was priced, which is charged by its cost. */
  isPriced: boolean;
}

/** What the edge gives the runtime for one request, and the executor and plugins read. */
export interface RequestContext extends GraphContext {
  readonly lostCalls: LostCall[];
  readonly bill: Bill;
  /** Whether the caller may ask for the schema, and errors may name what exists. */
  readonly readsSchema: boolean;
}

/** The header by which a client asks for the plan of its operation, in `extensions.queryPlan`. */
export const QUERY_PLAN_HEADER = 'x-nuan-query-plan';
