import { describe, expect, it } from '@jest/globals';
import { buildSchema, type ExecutionResult, parse } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';

import { inputDefaults } from './input-defaults';

const schema = buildSchema(`
  enum Colour { RED GREEN }
  input Leaf { size: Int! = 3 colour: Colour! = GREEN note: String }
  input Tree { leaf: Leaf leaves: [Leaf!]! = [] tags: [Colour!]! = [RED] tall: Boolean! = false name: String! }
  type Query { grow(tree: Tree!, many: [Tree!], count: Int): String }
`);

const filled = (source: string, variables: Record<string, unknown>): unknown =>
  inputDefaults(schema, parse(source), undefined)?.(variables);

describe('inputDefaults', () => {
  const query = 'query ($tree: Tree!, $many: [Tree!]) { grow(tree: $tree, many: $many) }';

  it('fills in what a request leaves out, however deep, and nothing that it states', () => {
    const tree = { name: 'oak', leaf: { colour: 'RED' }, leaves: [{ size: 1 }] };
    expect(filled(query, { tree })).toEqual({
      tree: {
        ...{ name: 'oak', tags: ['RED'], tall: false },
        leaf: { colour: 'RED', size: 3 },
        leaves: [{ size: 1, colour: 'GREEN' }],
      },
    });
    const stated = { name: 'oak', leaves: [], tags: [], tall: true, leaf: null };
    expect(filled(query, { tree: stated, many: null })).toEqual({ tree: stated, many: null });
  });

  it('leaves what is malformed to the coercion that refuses it', () => {
    expect(filled(query, { tree: 'oak', many: [7] })).toEqual({ tree: 'oak', many: [7] });
  });

  it('has nothing to do where no variable is an input object', () => {
    expect(
      inputDefaults(schema, parse('query ($n: Int) { grow(tree: { name: "oak" }, count: $n) }'), undefined),
    ).toBeNull();
  });

  it('lets compiled code run what the schema allows', async () => {
    const document = parse(query);
    const field = schema.getQueryType()?.getFields()['grow'];
    if (field) field.resolve = (_root: unknown, { tree }: { tree: object }) => JSON.stringify(tree);
    const compiled = compileQuery(schema, document);
    if (!isCompiledQuery(compiled)) throw new TypeError('not compiled');
    const variables = { tree: { name: 'oak', leaf: {} } };
    const run = (given: Record<string, unknown>): Promise<ExecutionResult> =>
      Promise.resolve(compiled.query(undefined, undefined, given) as ExecutionResult);
    expect((await run(variables)).errors).toBeDefined();
    const { data, errors } = await run(filled(query, variables) as Record<string, unknown>);
    expect(errors).toBeUndefined();
    expect(JSON.parse(String(data?.['grow']))).toMatchObject({ tall: false, leaf: { size: 3, colour: 'GREEN' } });
  });
});
