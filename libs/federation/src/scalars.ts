import { isLocalDate, isRegionCode, parseYuan, yuan } from '@nuan/kernel';
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

/** A literal in a document, read as text; anything but a string literal is refused with the scalar's own message. */
function stringLiteral(node: ValueNode, scalar: string): string {
  if (node.kind !== Kind.STRING) throw refusal(scalar, 'write it as a string in quotes');
  return node.value;
}

function refusal(scalar: string, rule: string): GraphQLError {
  return new GraphQLError(`${scalar}: ${rule}.`, { extensions: { code: 'BAD_USER_INPUT', rule } });
}

function text(value: unknown, scalar: string): string {
  if (typeof value !== 'string') throw refusal(scalar, 'expected a string');
  return value;
}

const MONEY_RULE = 'a decimal string in yuan with at most two places, such as "168000000.00"';

function parseMoney(value: string): bigint {
  try {
    return parseYuan(value);
  } catch {
    throw refusal('Money', MONEY_RULE);
  }
}

/** Money (金额): `bigint` fen inside, a decimal string in yuan with two places outside. Never a float. */
export const Money = new GraphQLScalarType<bigint, string>({
  name: 'Money',
  description:
    'An amount in yuan (金额，元) as a decimal string with two places, for example "168000000.00". Never a float.',
  serialize: (value) => yuan(typeof value === 'bigint' ? value : BigInt(String(value))),
  parseValue: (value) => parseMoney(text(value, 'Money')),
  parseLiteral: (node) => parseMoney(stringLiteral(node, 'Money')),
});

function parseDate(value: string): string {
  if (!isLocalDate(value)) throw refusal('Date', 'a real calendar date as YYYY-MM-DD');
  return value;
}

/** Calendar date (日期) in Asia/Shanghai, 'YYYY-MM-DD'. */
export const LocalDateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar date (日期) in Asia/Shanghai, written YYYY-MM-DD.',
  serialize: (value) => text(value, 'Date'),
  parseValue: (value) => parseDate(text(value, 'Date')),
  parseLiteral: (node) => parseDate(stringLiteral(node, 'Date')),
});

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;

function parseInstant(value: string): Date {
  const instant = new Date(value);
  if (!RFC3339.test(value) || Number.isNaN(instant.getTime())) {
    throw refusal('DateTime', 'an instant in RFC 3339 with an offset, such as 2017-01-23T18:00:00+08:00');
  }
  return instant;
}

/** RFC 3339 text of an instant at the fixed offset +08:00 (China has had no summer time since 1991). */
export function instantText(instant: Date): string {
  return new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString().replace('Z', '+08:00');
}

/** Instant (时刻): a `Date` inside, RFC 3339 with +08:00 outside. */
export const Instant = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant (时刻) in RFC 3339 with the offset of Asia/Shanghai, such as 2017-01-23T18:00:00.000+08:00.',
  serialize: (value) => instantText(value instanceof Date ? value : new Date(text(value, 'DateTime'))),
  parseValue: (value) => parseInstant(text(value, 'DateTime')),
  parseLiteral: (node) => parseInstant(stringLiteral(node, 'DateTime')),
});

function parseRegion(value: string): string {
  if (!isRegionCode(value)) throw refusal('RegionCode', 'six digits of GB/T 2260, such as "340100"');
  return value;
}

/** Administrative division code (行政区划代码) of GB/T 2260, six digits. */
export const RegionCodeScalar = new GraphQLScalarType<string, string>({
  name: 'RegionCode',
  description:
    'An administrative division code (行政区划代码) of GB/T 2260: six digits, such as "340000", "340100", "340102".',
  serialize: (value) => text(value, 'RegionCode'),
  parseValue: (value) => parseRegion(text(value, 'RegionCode')),
  parseLiteral: (node) => parseRegion(stringLiteral(node, 'RegionCode')),
});
