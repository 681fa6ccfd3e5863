import '../published-enums';

import { Allow } from 'class-validator';
import { Field, Float, ID, InputType, Int } from 'type-graphql';

import { Instant, LocalDateScalar, Money, RegionCodeScalar } from '../scalars';

/** A value type that a filter compares. */
type ValueType = object | typeof String | typeof Number | typeof Boolean;

/** The comparisons that lists offer. Each is one SQL condition in `operators.ts`. */
export type Operator = 'eq' | 'in' | 'gt' | 'gte' | 'lt' | 'lte' | 'contains' | 'startsWith' | 'under' | 'isNull';

/** A filter as it arrives: at most one value per operator; all given operators must hold. */
export type FilterInput = { readonly [operator in Operator]?: unknown };

const MEANINGS: Record<Operator, string> = {
  eq: 'Equals (等于).',
  in: 'Is one of these, at most 500 (属于).',
  gt: 'Greater than (大于).',
  gte: 'Greater than or equal (大于等于).',
  lt: 'Less than (小于).',
  lte: 'Less than or equal (小于等于).',
  contains: 'Contains this text, taken literally (包含).',
  startsWith: 'Starts with this text, taken literally (开头为).',
  under: 'Lies in the sub-tree of this region (下辖区域内).',
  isNull: 'True: has no value; false: has one (为空).',
};

/** An input type with the given operators over one value type. */
export function filterInput(
  name: string,
  valueType: ValueType,
  operators: readonly Operator[],
  subject: string,
): new () => object {
  const filter = { [name]: class {} }[name] as new () => object;
  for (const operator of operators) {
    const type = operator === 'isNull' ? Boolean : operator === 'in' ? [valueType] : valueType;
    Field(() => type as never, { nullable: true, description: MEANINGS[operator] })(
      filter.prototype as object,
      operator,
    );
    Allow()(filter.prototype as object, operator);
  }
  InputType(name, { description: `Conditions on ${subject}; all that are given must hold.` })(filter);
  return filter;
}

const ORDERED: readonly Operator[] = ['eq', 'in', 'gt', 'gte', 'lt', 'lte', 'isNull'];

/** The filters of plain values, one GraphQL input type each. */
export const FILTERS = {
  text: filterInput('TextFilter', String, ['eq', 'in', 'contains', 'startsWith', 'isNull'], 'a text (文本)'),
  id: filterInput('IdFilter', ID, ['eq', 'in', 'isNull'], 'an id (编号)'),
  int: filterInput('IntFilter', Int, ORDERED, 'a whole number (整数)'),
  float: filterInput('FloatFilter', Float, ORDERED, 'a number (数值)'),
  money: filterInput('MoneyFilter', Money, ORDERED, 'an amount in yuan (金额)'),
  date: filterInput('DateFilter', LocalDateScalar, ORDERED, 'a calendar date (日期)'),
  instant: filterInput('DateTimeFilter', Instant, ORDERED, 'an instant (时刻)'),
  boolean: filterInput('BooleanFilter', Boolean, ['eq', 'isNull'], 'a yes-or-no value (是否)'),
  region: filterInput('RegionFilter', RegionCodeScalar, ['eq', 'in', 'under'], 'a region code (行政区划代码)'),
} as const;

const enumFilters = new Map<object, new () => object>();

/** The filter of a registered enum; one input type per enum, named after it. */
export function enumFilter(enumObject: object, name: string): new () => object {
  let filter = enumFilters.get(enumObject);
  if (!filter)
    enumFilters.set(
      enumObject,
      (filter = filterInput(`${name}Filter`, enumObject, ['eq', 'in', 'isNull'], `a ${name} (枚举值)`)),
    );
  return filter;
}
