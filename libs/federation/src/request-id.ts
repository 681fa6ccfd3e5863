import { localDateOf, newId, personalNumberIn } from '@nuan/kernel';

/** What a caller may name its request: short, and free of anything that could forge a line in a log. */
const WELL_FORMED_ID = /^[A-Za-z0-9][A-Za-z0-9_.:-]{7,63}$/;

/** The caller's request id when it is well-formed and no personal number, which would end in every log, else a new one. The gateway and the subgraphs take the same. */
export function requestIdOf(header: string | readonly string[] | undefined): string {
  if (typeof header !== 'string' || !WELL_FORMED_ID.test(header)) return newId();
  return personalNumberIn(header, localDateOf(new Date())) === null ? header : newId();
}
