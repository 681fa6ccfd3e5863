import type { Viewer } from '@nuan/auth';
import type { Clock } from '@nuan/kernel';
import DataLoader from 'dataloader';

/**
 * A batched read: one call for many keys. The result is index-aligned with `keys`. It receives the viewer, because every
 * path asserts its right and region, and the arguments of the field that asked.
 */
export type Batch<K, V, A = undefined> = (viewer: Viewer, keys: readonly K[], args: A) => Promise<readonly V[]>;

/** What a request carries: who asks, the request's id for the logs, the domain's clock, and its batched reads. No services. */
export interface SubgraphContext {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly clock: Clock;
  /** How many `_entities` keys this caller may send at once. */
  readonly entityLimit: number;
  /**
   * Loads one key through the batch; all keys asked for in one tick with the same batch and arguments become one call.
   * Results are kept for this request only and never shared between viewers.
   */
  load<K, V>(batch: Batch<K, V>, key: K): Promise<V>;
  load<K, V, A>(batch: Batch<K, V, A>, key: K, args: A): Promise<V>;
}

/** Most `_entities` keys of a request (design §10.8): our own gateway batches whole pages of pages, others don't. */
export const ENTITY_LIMIT = { gateway: 10_000, others: 500 } as const;

type AnyLoader = DataLoader<unknown, unknown>;

/** A context for one request of `viewer`. */
export function createContext(
  viewer: Viewer,
  requestId: string,
  clock: Clock,
  entityLimit: number = ENTITY_LIMIT.others,
): SubgraphContext {
  const loaders = new Map<Batch<never, unknown, never>, Map<string, AnyLoader>>();
  const load = (batch: Batch<unknown, unknown, unknown>, key: unknown, args?: unknown): Promise<unknown> => {
    let byArgs = loaders.get(batch as Batch<never, unknown, never>);
    if (!byArgs) loaders.set(batch as Batch<never, unknown, never>, (byArgs = new Map()));
    const argsKey = args === undefined ? '' : JSON.stringify(args);
    let loader = byArgs.get(argsKey);
    if (!loader) {
      loader = new DataLoader<unknown, unknown>((keys) => batch(viewer, keys, args) as Promise<unknown[]>, {
        cache: true,
      });
      byArgs.set(argsKey, loader);
    }
    return loader.load(key);
  };
  return { viewer, requestId, clock, entityLimit, load: load as SubgraphContext['load'] };
}
