import { ROLES } from '@nuan/auth';
import { accessOf, type Policy } from '@nuan/federation';
import { type GraphQLField, type GraphQLInputObjectType, isEnumType, isInputObjectType, getNamedType } from 'graphql';

import { expectsSight } from './expected-matrix';
import { everywhere, expectation, type WalkOptions } from './field-walk';
import { rowTypeOf } from './selection';
import { refusalsOf } from './sightings';

interface Question {
  /** Alias in the operation. */
  readonly alias: string;
  readonly text: string;
  /** Class of the value that it asks about. */
  readonly access: string;
}

/**
 * Filters and sorts every list by everything that it offers, as every role: who may not see a value may not ask about it either. The
 * class of a filter is that of the field of the same name, stated or not, so that a new filter on a guarded value is found.
 */
export async function walkQuestions(options: WalkOptions): Promise<readonly string[]> {
  const { schema, asker, policy } = options;
  const problems: string[] = [];
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const questions = questionsOf(field, options);
    if (questions.length === 0) continue;
    for (const role of ROLES) {
      if (expectation(role, `Query.${field.name}`, schema, policy) !== 'seen') continue;
      const ask = async (some: readonly Question[]): Promise<string | null> => {
        const document = `query { ${some.map(({ text }) => text).join(' ')} }`;
        const [refusal] = refusalsOf(await asker.ask(everywhere(role), document));
        return refusal ? `${refusal.path.join('.')}: ${refusal.code}` : null;
      };
      const open = questions.filter(({ access }) => expectsSight(role, access));
      const refusal = open.length === 0 ? null : await ask(open);
      if (refusal !== null) problems.push(`${role} may not ask ${field.name} by ${refusal}`);
      // One by one: where the list itself may not be null, the first refusal is the whole answer.
      for (const question of questions.filter(({ access }) => !expectsSight(role, access)))
        if (!(await ask([question]))?.endsWith('FORBIDDEN'))
          problems.push(`${role} asks ${field.name} by ${question.alias} and is not to`);
    }
  }
  return problems;
}

function questionsOf(field: GraphQLField<unknown, unknown>, { literals, policy }: WalkOptions): readonly Question[] {
  const where = field.args.find(({ name }) => name === 'where');
  const type = where && getNamedType(where.type);
  if (!isInputObjectType(type)) return [];
  const given = literals[`Query.${field.name}`];
  const classOf = (name: string): string => classOfField(policy, rowTypeOf(field).name, name);
  const ask = (alias: string, argument: string): string =>
    `${alias}: ${field.name}(${[given, argument].filter(Boolean).join(', ')}) { __typename }`;
  const filters = Object.values(type.getFields())
    .filter(({ name }) => !['and', 'or', 'not'].includes(name))
    .map(({ name, type: filter }): Question => {
      const alias = `where_${name}`;
      return {
        alias,
        text: ask(alias, `where: { not: { ${name}: ${conditionOf(getNamedType(filter))} } }`),
        access: classOf(name),
      };
    });
  return [...filters, ...sortKeysOf(field, ask, classOf)];
}

function sortKeysOf(
  field: GraphQLField<unknown, unknown>,
  ask: (alias: string, argument: string) => string,
  classOf: (name: string) => string,
): readonly Question[] {
  const order = field.args.find(({ name }) => name === 'orderBy');
  const type = order && getNamedType(order.type);
  const keys = isInputObjectType(type) ? getNamedType(type.getFields()['field']?.type) : undefined;
  if (!isEnumType(keys)) return [];
  return keys.getValues().map(({ name }) => {
    const alias = `orderBy_${name}`;
    const camel = name.toLowerCase().replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());
    return { alias, text: ask(alias, `orderBy: [{ field: ${name} }]`), access: classOf(camel) };
  });
}

function conditionOf(filter: unknown): string {
  const operators = (filter as GraphQLInputObjectType).getFields();
  return 'isNull' in operators ? '{ isNull: true }' : '{ under: "340000" }';
}

/** Values that a filter asks about under another name than the field that shows them. */
const ASKED_ELSEWHERE: Readonly<Record<string, string>> = {
  'Household.netPerCapita': 'INCOME',
  'Disbursement.studentId': 'CHILD',
  'ScholarshipGrant.studentId': 'CHILD',
};

function classOfField(policy: Policy, type: string, name: string): string {
  const line = policy.types[type]?.fields[name];
  return ASKED_ELSEWHERE[`${type}.${name}`] ?? (line ? accessOf(line) : 'CASE');
}
