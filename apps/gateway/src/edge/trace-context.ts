/** W3C Trace Context, version 00. */
const WELL_FORMED_TRACE = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The client's trace context when it is well-formed; anything else is dropped rather than forwarded. */
export function traceparentOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && WELL_FORMED_TRACE.test(header) ? header : undefined;
}
