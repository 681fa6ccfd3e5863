import type { z } from 'zod';

import { oneOf } from './readers';

/** How a program runs: `production`, or `development` where the development issuer's tokens are taken. */
export const MODES = ['production', 'development'] as const;

/** A mode. */
export type Mode = (typeof MODES)[number];

/** The reader of `NUAN_MODE`: production unless said otherwise, since a forgotten variable must open nothing. */
export function mode(byDefault: Mode = 'production'): z.ZodType<Mode> {
  return oneOf(MODES, byDefault);
}
