import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Names of fields that never reach a log, wherever they stand in a logged object (down to four levels). */
const REDACTED_KEYS = [
  'authorization',
  'cookie',
  'token',
  'accessToken',
  'password',
  'secret',
  'privateJwk',
  'idNumber',
  'id_number',
  'phone',
  'bankAccount',
  'bank_account',
  'accountNumber',
  'account_number',
  'creditCard',
  'health',
  'illness',
  'address',
  'variables',
] as const;

const LEVELS = ['', '*.', '*.*.', '*.*.*.'] as const;

const REDACTED_PATHS = LEVELS.flatMap((level) => REDACTED_KEYS.map((key) => `${level}${key}`));

/** How a program logs. */
export interface LoggerOptions {
  /** The program's name, on every line. */
  readonly name: string;
  readonly level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Where lines go; standard output unless given. */
  readonly destination?: DestinationStream;
}

/** A logger of JSON lines with RFC 3339 times that censors tokens, credentials and personal data by field name. */
export function createLogger({ name, level, destination }: LoggerOptions): Logger {
  const options = {
    name,
    level,
    base: { name },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: REDACTED_PATHS, censor: '[redacted]' },
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return destination ? pino(options, destination) : pino(options);
}
