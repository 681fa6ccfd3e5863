import type { SubgraphAnswer, SubgraphCall, SubgraphCaller } from '../execution/subgraph-call';
import { UNREACHABLE } from './refusals';
import type { SubgraphClient } from './subgraph.client';

/**
 * Which subgraph answers where: those over HTTP, and the gateway's own reference part in process. A subgraph that readiness
 * has barred (it serves other region data than we do) is treated as one that doesn't answer.
 */
export class SubgraphDirectory {
  private readonly barred = new Set<string>();

  constructor(
    readonly clients: ReadonlyMap<string, SubgraphClient>,
    private readonly local: ReadonlyMap<string, SubgraphCaller>,
  ) {}

  /** Sends a call to its subgraph; see `SubgraphCaller`. */
  readonly call: SubgraphCaller = async (call: SubgraphCall): Promise<SubgraphAnswer> => {
    const local = this.local.get(call.subgraph);
    if (local) return local(call);
    const client = this.barred.has(call.subgraph) ? undefined : this.clients.get(call.subgraph);
    return client ? client.call(call) : { data: null, errors: [UNREACHABLE] };
  };

  /** Keeps a subgraph out of answers, or lets it in again. */
  bar(name: string, isBarred: boolean): void {
    if (isBarred) this.barred.add(name);
    else this.barred.delete(name);
  }

  /** Closes every connection. */
  async close(): Promise<void> {
    await Promise.all([...this.clients.values()].map((client) => client.close()));
  }
}
