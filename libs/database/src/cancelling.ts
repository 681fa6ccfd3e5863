import pg from 'pg';

import { HungUpError, hangUpSignal } from './hang-up';

type Query = (...args: readonly unknown[]) => unknown;

/** Longest time that a cancellation may take to reach the server; what isn't cancelled ends by its own time limit. */
const REACH_MS = 5_000;

/**
 * Sends statements so that they end when whoever they are for hangs up. The connection isn't given back before the cancellation has
 * arrived, so that it can't meet the statement of its next user.
 *
 * @param send of the connection that is to be freed.
 * @param server how to reach the server beside that connection, which is busy.
 */
export function cancelling(client: pg.Client, send: Query, server: string | pg.ClientConfig | undefined): Query {
  return (...args) => {
    const signal = hangUpSignal();
    if (signal === null) return send(...args);
    if (signal.aborted) return Promise.reject(new HungUpError());
    return untilHungUp(signal, send(...args), () => cancel(client, server));
  };
}

async function untilHungUp(signal: AbortSignal, sent: unknown, cancelIt: () => Promise<void>): Promise<unknown> {
  const cancelled: Promise<void>[] = [];
  const hangUp = (): void => void cancelled.push(cancelIt());
  signal.addEventListener('abort', hangUp, { once: true });
  try {
    return await sent;
  } finally {
    signal.removeEventListener('abort', hangUp);
    await Promise.all(cancelled);
  }
}

/** Has the server cancel whatever the connection runs, over a connection of its own. */
async function cancel(client: pg.Client, server: string | pg.ClientConfig | undefined): Promise<void> {
  const { processID } = client as unknown as { readonly processID: number | null };
  const beside = new pg.Client(server);
  // Its errors come twice, as events too, and nobody waits for what it does.
  beside.on('error', () => undefined);
  try {
    await beside.connect();
    await beside.query({
      text: 'select pg_cancel_backend($1)',
      values: [processID],
      query_timeout: REACH_MS,
    } as pg.QueryConfig);
  } catch {
    // The statement ends by its own time limit.
  } finally {
    await beside.end().catch(() => undefined);
  }
}
