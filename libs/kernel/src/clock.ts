import { type LocalDate, localDateOf } from './local-date';

/** The domain's "now". Security (tokens, TLS) always uses the system's clock; everything else is given one of these. */
export interface Clock {
  now(): Date;
}

/** The clock of the machine. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that runs with the machine's, `offsetMs` ahead of it (behind, when negative). */
export function offsetClock(offsetMs: number): Clock {
  return { now: () => new Date(Date.now() + offsetMs) };
}

/** A clock that stands still, for tests and for computing a figure as of one instant. */
export function fixedClock(instant: Date): Clock {
  return { now: () => new Date(instant) };
}

/** Today's calendar date in Asia/Shanghai by the given clock. */
export function today(clock: Clock): LocalDate {
  return localDateOf(clock.now());
}
