import { describe, expect, it } from '@jest/globals';
import { buildSchema, GraphQLObjectType, GraphQLNonNull, GraphQLSchema, parse } from 'graphql';

import { compiledExecution } from './executor';
import { Money } from './scalars';

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      doubled: {
        type: Money,
        args: { amount: { type: new GraphQLNonNull(Money) } },
        resolve: (_source, { amount }: { amount: bigint }) => amount * 2n,
      },
    },
  }),
});

async function answer(of: GraphQLSchema, query: string, variables: object = {}): Promise<unknown> {
  const { executor } = (await compiledExecution(of)?.load({} as never)) ?? { executor: null };
  return executor?.({
    ...{ queryHash: query, operationName: null, document: parse(query), context: {}, request: { variables } },
  } as never);
}

describe('execution by compiled code', () => {
  it('takes an amount in the document as well as in a variable', async () => {
    expect(await answer(schema, '{ doubled(amount: "1.50") }')).toEqual({ data: { doubled: '3.00' } });
    expect(await answer(schema, 'query ($amount: Money!) { doubled(amount: $amount) }', { amount: '1.50' })).toEqual({
      data: { doubled: '3.00' },
    });
  });

  it('answers what it can not compile with its errors', async () => {
    const hello = buildSchema('type Query { hello: String }');
    expect(await answer(hello, 'query A { hello } query B { hello }')).toMatchObject({ errors: [{}] });
  });
});
