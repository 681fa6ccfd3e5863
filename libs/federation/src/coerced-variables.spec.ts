import { describe, expect, it } from '@jest/globals';
import { buildSchema, type ExecutionResult, parse } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';

import { coercedVariables } from './coerced-variables';

const schema = buildSchema(`
  enum Colour { RED GREEN }
  input Leaf { size: Int! = 3 colour: Colour! = GREEN note: String }
  input Tree { leaf: Leaf leaves: [Leaf!]! = [] tags: [Colour!]! = [RED] tall: Boolean! = false name: String! }
  input TreeWhere { and: [TreeWhere!] or: [TreeWhere!] not: TreeWhere name: String colour: Colour leaf: LeafWhere }
  input LeafWhere { and: [LeafWhere!] or: [LeafWhere!] not: LeafWhere size: Int tree: TreeWhere }
  type Query { grow(tree: Tree!, many: [Tree!], count: Int): String find(where: TreeWhere, first: Int = 20): String }
`);
const fields = schema.getQueryType()?.getFields();
for (const name of ['grow', 'find'])
  if (fields?.[name]) fields[name].resolve = (_root: unknown, given: object) => JSON.stringify(given);

/** What compiled code answers once the variables are read. */
async function answer(source: string, variables: Record<string, unknown>): Promise<ExecutionResult> {
  const operation = coercedVariables(schema, parse(source), undefined);
  if (!operation) throw new TypeError('nothing to read');
  const compiled = compileQuery(operation.schema, operation.document);
  if (!isCompiledQuery(compiled)) throw new TypeError('not compiled');
  const given = operation.coerce(variables);
  return 'errors' in given ? given : compiled.query(undefined, undefined, given.coerced);
}

describe('variables that hold input objects', () => {
  const grow = 'query ($tree: Tree!, $many: [Tree!], $n: Int = 7) { grow(tree: $tree, many: $many, count: $n) }';
  const find = 'query ($where: TreeWhere, $first: Int) { find(where: $where, first: $first) }';
  const grown = async (variables: Record<string, unknown>): Promise<unknown> =>
    JSON.parse(String((await answer(grow, variables)).data?.['grow']));

  it('get the defaults of what a request leaves out, however deep, and of nothing that it states', async () => {
    const tree = { name: 'oak', leaf: { colour: 'RED' }, leaves: [{ size: 1 }] };
    const whole = { name: 'oak', tags: ['RED'], tall: false, leaf: { colour: 'RED', size: 3 } };
    expect(await grown({ tree })).toEqual({ tree: { ...whole, leaves: [{ size: 1, colour: 'GREEN' }] }, count: 7 });
    const stated = { name: 'oak', leaves: [], tags: [], tall: true, leaf: null };
    expect(await grown({ tree: stated, many: null, n: null })).toEqual({ tree: stated, many: null, count: null });
  });

  it('may be filters that hold themselves', async () => {
    const where = { or: [{ name: 'oak' }, { not: { leaf: { size: 1, tree: { colour: 'RED' } } } }] };
    const { data, errors } = await answer(find, { where });
    expect(errors).toBeUndefined();
    expect(JSON.parse(String(data?.['find']))).toEqual({ where, first: 20 });
    expect(JSON.parse(String((await answer(find, {})).data?.['find']))).toEqual({ first: 20 });
  });

  it.each([
    ['a field that there is not', { where: { or: [{ height: 3 }] } }, /at "where\.or\[0\]"/],
    ['a value of another type', { where: { leaf: { size: 'big' } } }, /at "where\.leaf\.size"/],
    ['text for an object', { where: 'oak' }, /\$where/],
    ['a wrong number beside it', { where: {}, first: 'many' }, /\$first/],
  ])('are refused with %s, by its path', async (_what, variables, message) => {
    const { errors, data } = await answer(find, variables);
    expect(data).toBeUndefined();
    expect(errors?.map((error) => error.message)).toEqual([expect.stringMatching(message)]);
  });

  it('are left to compiled code where no variable holds an input object', () => {
    const plain = parse('query ($n: Int) { grow(tree: { name: "oak" }, count: $n) }');
    expect(coercedVariables(schema, plain, undefined)).toBeNull();
  });
});
