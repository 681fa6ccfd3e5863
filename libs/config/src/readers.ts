import { z } from 'zod';

import { Secret } from './secret';

/** A value that didn't parse: what was expected, and how to put it right. The value itself is added unless it is secret. */
interface Expectation {
  readonly expected: string;
  readonly fix: string;
  readonly isSecret?: boolean;
}

const SHOWN_CHARS = 40;

function faultText({ expected, fix, isSecret }: Expectation, got: string | undefined): string {
  const shown =
    got === undefined ? 'nothing' : isSecret ? 'a value that does not fit' : JSON.stringify(got.slice(0, SHOWN_CHARS));
  return `expected ${expected}, got ${shown}; ${fix}`;
}

/** A reader of one variable: `parse` gives undefined for what it can't read. */
function reader<T>(expectation: Expectation, parse: (text: string) => T | undefined): z.ZodType<T> {
  return z.string({ error: () => faultText(expectation, undefined) }).transform((raw, context): T => {
    const value = parse(raw.trim());
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: faultText(expectation, raw) });
    return z.NEVER;
  });
}

function withDefault<T>(type: z.ZodType<T>, value: T | undefined): z.ZodType<T> {
  return value === undefined ? type : type.default(value as z.core.util.NoUndefined<T>);
}

/** A TCP port, 1 to 65535 (0 lets the system choose). */
export function port(byDefault?: number): z.ZodType<number> {
  const type = reader({ expected: 'a port from 0 to 65535', fix: 'set it to a number such as 4000' }, (text) =>
    /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined,
  );
  return withDefault(type, byDefault);
}

const FLAGS: Readonly<Record<string, boolean>> = {
  true: true,
  1: true,
  yes: true,
  on: true,
  false: false,
  0: false,
  no: false,
  off: false,
};

/** A switch: true, 1, yes, on, or false, 0, no, off. */
export function flag(byDefault?: boolean): z.ZodType<boolean> {
  const type = reader({ expected: 'true or false', fix: 'set it to one of them' }, (text) => FLAGS[text.toLowerCase()]);
  return withDefault(type, byDefault);
}

const MS_PER_UNIT: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** A duration with its unit ("500ms", "30s", "5m", "1h"), read as milliseconds. The default is in milliseconds. */
export function durationMs(byDefault?: number): z.ZodType<number> {
  const type = reader(
    { expected: 'a duration with its unit', fix: 'set it to something like 500ms, 30s, 5m or 1h' },
    (text) => {
      const [, count = '', unit = ''] = /^(\d{1,9})(ms|s|m|h)$/.exec(text) ?? [];
      return count ? Number(count) * (MS_PER_UNIT[unit] ?? 1) : undefined;
    },
  );
  return withDefault(type, byDefault);
}

/** An absolute URL; with `protocols` ("postgres:"), one of these alone. Passwords in it are masked by `describeConfig`. */
export function url(
  options: { readonly protocols?: readonly string[]; readonly byDefault?: string } = {},
): z.ZodType<string> {
  const { protocols, byDefault } = options;
  const kinds = protocols ? ` starting with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}` : '';
  const example = `${protocols?.[0] ?? 'https:'}//host:port/path`;
  const type = reader(
    { expected: `a URL${kinds}`, fix: `set it to something like ${example}`, isSecret: true },
    (text) => (URL.canParse(text) && (!protocols || protocols.includes(new URL(text).protocol)) ? text : undefined),
  );
  return withDefault(type, byDefault);
}

/** A secret of at least `minLength` characters; never echoed. There is no default: a secret is given or it isn't. */
export function secret(minLength = 16): z.ZodType<Secret> {
  return reader(
    { expected: `a secret of at least ${minLength} characters`, fix: 'set it to a long random text', isSecret: true },
    (text) => (text.length >= minLength ? new Secret(text) : undefined),
  );
}

/** A whole number from 0 on. */
export function wholeNumber(byDefault?: number): z.ZodType<number> {
  const type = reader({ expected: 'a whole number from 0 on', fix: 'set it to something like 1000' }, (text) =>
    /^\d{1,12}$/.test(text) ? Number(text) : undefined,
  );
  return withDefault(type, byDefault);
}

/** One of the listed words. */
export function oneOf<const T extends string>(words: readonly T[], byDefault?: NoInfer<T>): z.ZodType<T> {
  const type = reader({ expected: `one of ${words.join(', ')}`, fix: 'set it to one of them' }, (text) =>
    words.find((word) => word === text),
  );
  return withDefault(type, byDefault);
}

/** Any text that isn't blank. */
export function text(byDefault?: string): z.ZodType<string> {
  const type = reader({ expected: 'a text', fix: 'set it' }, (value) => value || undefined);
  return withDefault(type, byDefault);
}

/** Texts separated by commas; none when the variable isn't set. */
export function list(): z.ZodType<readonly string[]> {
  const type = reader<readonly string[]>({ expected: 'texts separated by commas', fix: 'set it' }, (value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  );
  return withDefault(type, []);
}
