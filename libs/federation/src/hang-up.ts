import type { ServerResponse } from 'node:http';

/** Aborted when the caller goes away before it was answered. */
export function hangUpOf(response: ServerResponse): AbortSignal {
  const hungUp = new AbortController();
  response.once('close', () => {
    if (!response.writableEnded) hungUp.abort(); // a finished answer closes too, and nothing waits for it
  });
  return hungUp.signal;
}
