/**
 * How much harm a value can do in the wrong hands (敏感级别); every column and every field of an API declares its level.
 * After PIPL art. 28 and 51 and GB/T 35273: the levels are ours, the duties theirs.
 */
export const SENSITIVITIES = [
  /** Reference data and what is published anyway: codes, enum values, published totals. */
  'PUBLIC',
  /** The institution's own business: ids, states, budgets, amounts of programmes, names of organisations. */
  'INTERNAL',
  /** About one identifiable person or household: masked names, file numbers, causes, amounts received, dates. */
  'PERSONAL',
  /** Specific harm if leaked: ID numbers, accounts, phones, health, incomes, anything about a child; sealed or narrowly shown. */
  'SENSITIVE',
] as const;

/** A level of sensitivity. */
export type Sensitivity = (typeof SENSITIVITIES)[number];
