import { durationMs, type Environment, oneOf, readConfig, text } from '@nuan/config';
import { z } from 'zod';

import { FileEncoding } from './file-encoding';

/** How the way to the bank is set up. */
export interface BankSettings {
  /** Directory that a transfer program carries to the bank and back; null where no bank is set up. */
  readonly directory: string | null;
  /** How payment files are written. */
  readonly encoding: FileEncoding;
  /** How long a line may wait for its answer before it is UNKNOWN and the bank may be asked, milliseconds. */
  readonly unknownAfterMs: number;
}

const UNKNOWN_AFTER_MS = 48 * 3_600_000;

/** No bank: payments can be filed and approved, and handed over once one is set up. */
export const NO_BANK: BankSettings = {
  directory: null,
  encoding: FileEncoding.UTF_8,
  unknownAfterMs: UNKNOWN_AFTER_MS,
};

/**
 * Reads `NUAN_BANK_DIR` (outbox and inbox lie in it), `NUAN_BANK_ENCODING` and `NUAN_BANK_UNKNOWN_AFTER`.
 *
 * @throws ConfigError that lists every fault.
 */
export function readBankSettings(env: Environment): BankSettings {
  const schema = z.object({
    NUAN_BANK_DIR: text().optional(),
    NUAN_BANK_ENCODING: oneOf(['UTF_8', 'GB18030'], 'UTF_8'),
    NUAN_BANK_UNKNOWN_AFTER: durationMs(UNKNOWN_AFTER_MS),
  });
  const read = readConfig(schema, env);
  return Object.freeze({
    directory: read.NUAN_BANK_DIR ?? null,
    encoding: FileEncoding[read.NUAN_BANK_ENCODING],
    unknownAfterMs: read.NUAN_BANK_UNKNOWN_AFTER,
  });
}
