import { describe, expect, it } from '@jest/globals';
import { buildSchema, getVariableValues, type OperationDefinitionNode, parse, validate } from 'graphql';

import { withoutValues } from './quoted-values';

const SECRET = '349900197103177771';
const schema = buildSchema(`
  enum Cause { ILLNESS SCHOOLING }
  input Person { idNumber: String! cause: Cause size: Int }
  input Filing { persons: [Person!]! }
  type Query { file(filing: Filing, size: Int, cause: Cause, id: ID): Boolean }
`);

function variableErrors(value: unknown): string[] {
  const operation = parse('query ($input: Filing!) { file(filing: $input) }').definitions[0] as OperationDefinitionNode;
  const { errors = [] } = getVariableValues(schema, operation.variableDefinitions ?? [], { input: value });
  return errors.map(({ message }) => withoutValues(message));
}

function documentErrors(source: string): string[] {
  try {
    return validate(schema, parse(source)).map(({ message }) => withoutValues(message));
  } catch (error) {
    return [withoutValues((error as Error).message)];
  }
}

describe('a complaint about what was sent', () => {
  it.each([
    [
      'a wrong type',
      { persons: [{ idNumber: [SECRET] }] },
      'Variable "$input" got an invalid value at "input.persons[0].idNumber"; Expected String.',
    ],
    [
      'no value of an enum',
      { persons: [{ idNumber: 'x', cause: SECRET }] },
      'Variable "$input" got an invalid value at "input.persons[0].cause"; Expected Cause.',
    ],
    [
      'no integer',
      { persons: [{ idNumber: 'x', size: SECRET }] },
      'Variable "$input" got an invalid value at "input.persons[0].size"; Expected Int.',
    ],
    [
      'an unknown field',
      { persons: [{ idNumber: SECRET, idNo: SECRET }] },
      'Variable "$input" got an invalid value at "input.persons[0]"; Field "idNo" is not defined by type "Person".',
    ],
    [
      'a missing field',
      { persons: [{ cause: 'ILLNESS', size: 1 }] },
      'Variable "$input" got an invalid value at "input.persons[0]"; Field "idNumber" of required type "String!" was not provided.',
    ],
    [
      'a value that imitates a place',
      { persons: [{ idNumber: [`x" at "${SECRET}"; Expected type ${SECRET}`] }] },
      'Variable "$input" got an invalid value at "input.persons[0].idNumber"; Expected String.',
    ],
    ['a scalar for an object', SECRET, 'Variable "$input" got an invalid value; Expected Filing.'],
  ])('about variables names the place and what was expected, and no value: %s', (_what, value, message) => {
    expect(variableErrors(value)).toEqual([message]);
  });

  it.each([
    `{ file(size: "${SECRET}") }`,
    `{ file(cause: "${SECRET}") }`,
    `{ file(cause: ${SECRET}) }`,
    `{ file(filing: { persons: "${SECRET}" }) }`,
    `{ file(id: ${SECRET}.5) }`,
    `{ ${SECRET} }`,
    `{ file(size: "${SECRET} }`,
    `{ file "${SECRET}" }`,
  ])('about a document quotes nothing of it: %s', (source) => {
    const messages = documentErrors(source);
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.join('\n')).not.toContain(SECRET);
    for (const message of messages) expect(message).toMatch(/^[A-Z].*\.$/s);
  });

  it('leaves a message without values as it is', () => {
    const message = 'Cannot query field "nam" on type "Region".';
    expect(withoutValues(message)).toBe(message);
  });
});
