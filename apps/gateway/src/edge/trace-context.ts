import { localDateOf, personalNumberIn } from '@nuan/kernel';

/** W3C Trace Context, version 00, of which an id of zeros alone is none. */
const WELL_FORMED_TRACE = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

const MOBILE_PHONE = /^1\d{10}$/;

/**
 * The client's trace context when it is well-formed; anything else is dropped rather than forwarded. Ids of a trace are random, so one
 * that is a personal number, filled up with zeros, was put there by somebody.
 */
export function traceparentOf(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string' || !WELL_FORMED_TRACE.test(header)) return undefined;
  return header.split(/\D/).some(isPersonalNumber) ? undefined : header;
}

function isPersonalNumber(run: string): boolean {
  const digits = run.replace(/^0+/, '');
  return MOBILE_PHONE.test(digits) || personalNumberIn(digits, localDateOf(new Date())) !== null;
}
