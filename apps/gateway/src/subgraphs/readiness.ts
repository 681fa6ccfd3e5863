import { REFERENCE_VERSION } from '@nuan/regions';
import type { Logger } from '@nuan/telemetry';

import { isJsonObject, type Json } from '../execution/json';
import type { SubgraphDirectory } from './subgraph.directory';
import type { SubgraphClient } from './subgraph.client';

/** How a subgraph stands: serving, alive but not loaded, silent, or serving region data of another version than ours. */
export type SubgraphState = 'ready' | 'starting' | 'unreachable' | 'other-reference';

/** What /readiness tells. */
export interface ReadinessReport {
  readonly ready: boolean;
  readonly reference: string;
  readonly subgraphs: { readonly [name: string]: SubgraphState };
}

const POLL_WHEN_STARTING_MS = 250;
const POLL_WHEN_READY_MS = 5_000;

/**
 * Watches the subgraphs. The gateway is ready once all of them have been ready together, and stays so when one dies later: it
 * then still answers, with that one's part missing. A subgraph with another region reference is barred, since parts of one
 * region list are merged by index; readiness is false as long as there is one.
 */
export class Readiness {
  private readonly states = new Map<string, SubgraphState>();
  private wasReady = false;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(
    private readonly directory: SubgraphDirectory,
    private readonly logger: Logger,
  ) {
    for (const name of directory.clients.keys()) this.states.set(name, 'starting');
  }

  /** The present report. */
  get report(): ReadinessReport {
    const states = [...this.states.values()];
    const ready = this.wasReady && !states.includes('other-reference');
    return { ready, reference: REFERENCE_VERSION, subgraphs: Object.fromEntries(this.states) };
  }

  /** Looks at every subgraph once, then goes on in the background. */
  async start(): Promise<void> {
    await this.look();
    this.schedule();
  }

  /** Ends the watch. */
  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  /** Looks at every subgraph once. */
  async look(): Promise<void> {
    const looks = [...this.directory.clients].map(async ([name, client]) => this.settle(name, await stateOf(client)));
    await Promise.all(looks);
    if ([...this.states.values()].every((state) => state === 'ready')) this.wasReady = true;
  }

  private schedule(): void {
    if (this.isStopped) return;
    const delayMs = this.report.ready ? POLL_WHEN_READY_MS : POLL_WHEN_STARTING_MS;
    this.timer = setTimeout(() => void this.look().finally(() => this.schedule()), delayMs);
    this.timer.unref();
  }

  private settle(name: string, state: SubgraphState): void {
    this.directory.bar(name, state === 'other-reference');
    if (this.states.get(name) === state) return;
    this.states.set(name, state);
    if (state === 'other-reference') {
      const hint = `update it or the gateway: both must serve region data ${REFERENCE_VERSION}`;
      this.logger.error({ subgraph: name, hint }, 'subgraph serves other region data and is kept out of answers');
    } else {
      this.logger.info({ subgraph: name, state }, 'subgraph state');
    }
  }
}

async function stateOf(client: SubgraphClient): Promise<SubgraphState> {
  const health = await client.page('/health');
  if (health === null || health.status !== 200) return 'unreachable';
  const reference = textOf(health.body, 'reference');
  if (reference !== REFERENCE_VERSION) return 'other-reference';
  const readiness = await client.page('/readiness');
  return readiness?.status === 200 ? 'ready' : 'starting';
}

function textOf(body: Json, key: string): string | undefined {
  const value = isJsonObject(body) ? body[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}
