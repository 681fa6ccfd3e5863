import { can, type Role, type Viewer } from '@nuan/auth';
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
  /** Who sent the request for the viewer, and what that opens. */
  readonly caller: Caller;
  /**
   * Loads one key through the batch; all keys asked for in one tick with the same batch and arguments become one call.
   * Results are kept for this request only and never shared between viewers.
   */
  load<K, V>(batch: Batch<K, V>, key: K): Promise<V>;
  load<K, V, A>(batch: Batch<K, V, A>, key: K, args: A): Promise<V>;
}

/** What a caller may ask of the machinery around the domain: keys of entities, the SDL, the schema. */
export interface Caller {
  /** Most `_entities` keys of a request; 0 where they aren't answered at all. */
  readonly entityLimit: number;
  /** Whether `_service` is answered. */
  readonly readsSdl: boolean;
  /** Whether `__schema` and `__type` are answered, and errors may name what exists. */
  readonly readsSchema: boolean;
}

/** Most `_entities` keys of a request (design §10.8): our own gateway batches whole pages of pages, others don't. */
export const ENTITY_LIMIT = { gateway: 10_000, others: 500 } as const;

/** Our own gateway, as its signature proves; it answers questions about the schema itself. */
export const GATEWAY_CALLER: Caller = { entityLimit: ENTITY_LIMIT.gateway, readsSdl: true, readsSchema: false };

/** Anybody else with a token: what its rights open. */
export function callerBy(viewer: Viewer, introspection: readonly Role[]): Caller {
  const readsSdl = can(viewer, 'schema:read');
  return {
    entityLimit: can(viewer, 'entities:read') ? ENTITY_LIMIT.others : 0,
    readsSdl,
    readsSchema: readsSdl || introspection.includes(viewer.role),
  };
}

type AnyLoader = DataLoader<unknown, unknown>;

/** A context for one request of `viewer`. */
export function createContext(
  viewer: Viewer,
  requestId: string,
  clock: Clock,
  caller: Caller = callerBy(viewer, []),
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
  return { viewer, requestId, clock, caller, load: load as SubgraphContext['load'] };
}
