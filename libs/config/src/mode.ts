import { z } from 'zod';

import { ConfigError, type Environment, readConfig } from './read-config';
import { oneOf } from './readers';

/** How a program runs: `production`, or `development` where the development issuer's tokens are taken. */
export const MODES = ['production', 'development'] as const;

/** A mode. */
export type Mode = (typeof MODES)[number];

/** The reader of `NUAN_MODE`: production unless said otherwise, since a forgotten variable must open nothing. */
export function mode(byDefault: Mode = 'production'): z.ZodType<Mode> {
  return oneOf(MODES, byDefault);
}

/**
 * Asserts that a program which issues development tokens isn't run where production is; not set, it is taken for development,
 * which is all that such a program is for.
 *
 * @throws ConfigError
 */
export function assertDevelopment(env: Environment, program: string): void {
  const { NUAN_MODE } = readConfig(z.object({ NUAN_MODE: mode('development') }), env);
  if (NUAN_MODE === 'production')
    throw new ConfigError([
      `NUAN_MODE: ${program} issues development tokens, which production refuses; leave it unset here, or use your own issuer`,
    ]);
}
