import { Secret } from './secret';

const URL_PASSWORD = /^([a-z][a-z0-9+.-]*:\/\/[^:/?#@\s]*):[^@/?#\s]*@/i;
const URL_SECRET_PARAMETER = /([?&](?:password|secret|token|key)=)[^&#]*/gi;

function shown(value: unknown): string {
  if (value instanceof Secret) return value.toString();
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  return String(value).replace(URL_PASSWORD, '$1:[secret]@').replace(URL_SECRET_PARAMETER, '$1[secret]');
}

function lines(value: unknown, path: string): string[] {
  const isNested = typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Secret);
  if (!isNested) return [`${path} = ${shown(value)}`];
  return Object.entries(value).flatMap(([key, item]) => lines(item, path ? `${path}.${key}` : key));
}

/** A configuration as lines for a person to read at start: secrets and the passwords of URLs are masked. */
export function describeConfig(config: object): string {
  return lines(config, '').join('\n');
}
