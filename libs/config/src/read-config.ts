import type { z } from 'zod';

/** The environment as it is given to a reader; only a program's `main.ts` touches the process's own. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Every fault of a configuration at once, one line each: the variable, what was expected, what it got, how to fix it. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n  ${faults.join('\n  ')}`,
    );
    this.name = 'ConfigError';
  }
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

/**
 * Reads a configuration: a zod object whose keys are variable names and whose values are the readers of this library, with an
 * optional `.transform` to the shape that the program wants. A variable set to nothing counts as not set. The result is frozen.
 *
 * @throws ConfigError that lists every fault.
 */
export function readConfig<T>(schema: z.ZodType<T>, env: Environment): T {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const result = schema.safeParse(given);
  if (result.success) return frozen(result.data);
  throw new ConfigError(result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
}
