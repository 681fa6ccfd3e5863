import { randomUUID } from 'node:crypto';

/** What a client may name its request: short, and free of anything that could forge a line in a log. */
const WELL_FORMED_ID = /^[A-Za-z0-9][A-Za-z0-9_.:-]{7,63}$/;

/** W3C Trace Context, version 00. */
const WELL_FORMED_TRACE = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The client's request id when it is well-formed, else a new one. */
export function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && WELL_FORMED_ID.test(header) ? header : randomUUID();
}

/** The client's trace context when it is well-formed; anything else is dropped rather than forwarded. */
export function traceparentOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && WELL_FORMED_TRACE.test(header) ? header : undefined;
}
