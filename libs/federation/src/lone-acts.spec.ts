import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';

import { createLimitRules } from './limits';
import { LONE_ACTS, loneActProblems } from './lone-acts';
import { type Policy, policyOf } from './policy/policy';

const schema = buildSchema(`
  type Query { lamp: Int revealPerson(id: ID): Int }
  type Mutation { light(id: ID): Int revealPerson(id: ID): Int approveBatch(id: ID): Int deep: Deep }
  type Deep { revealPerson: Int approveBatch: Int }
`);
const rules = createLimitRules();
const refusals = (document: string): unknown[] =>
  validate(schema, parse(document), [...rules]).map(({ extensions }) => extensions);
const REFUSAL = { code: 'ACT_LIMIT', limit: 1, limitCode: 'ACT_LIMIT' };

describe('acts that stand alone in their operation', () => {
  it('are one in each, beside whatever else', () => {
    expect(refusals('mutation { a: light b: light revealPerson(id: 1) }')).toEqual([]);
    expect(refusals('mutation A { revealPerson(id: 1) } mutation B { approveBatch(id: 1) }')).toEqual([]);
    expect(refusals('mutation { deep { revealPerson approveBatch } }')).toEqual([]);
    expect(refusals('{ a: revealPerson b: revealPerson }')).toEqual([]);
  });

  it.each([
    'mutation { a: revealPerson(id: 1) b: revealPerson(id: 2) }',
    'mutation { revealPerson(id: 1) approveBatch(id: 1) }',
    'mutation { revealPerson(id: 1) @skip(if: true) approveBatch(id: 1) }',
    'mutation { ... { a: revealPerson(id: 1) } ... on Mutation { ... @include(if: true) { b: revealPerson(id: 2) } } }',
    'mutation { revealPerson ...F } fragment F on Mutation { ...G } fragment G on Mutation { a: approveBatch(id: 2) }',
    'mutation { a: light ...F ...G } fragment F on Mutation { ...G } fragment G on Mutation { approveBatch(id: 2) }',
  ])('are refused together, under whatever names and through whatever fragments: %s', (document) => {
    expect(refusals(document)).toEqual([REFUSAL]);
  });

  it('are found where fragments multiply or go round, in no more time than the document is long', () => {
    const doubled = Array.from({ length: 60 }, (_, n) => `fragment F${n} on Mutation { ...F${n + 1} ...F${n + 1} }`);
    const document = `mutation { ...F0 } ${doubled.join(' ')} fragment F60 on Mutation { revealPerson }`;
    expect(refusals(document)).toContainEqual(REFUSAL);
    expect(refusals('mutation { ...F } fragment F on Mutation { ...F approveBatch }')).toEqual([]);
  });

  it('are those that need a right to reveal, approve, decide or pay, as a policy has to agree', () => {
    const problems = (mutations: Policy['mutations']): readonly string[] => loneActProblems(policyOf({ mutations }));
    expect(problems({ revealPerson: ['OWN_ACT', 'SENSITIVE', 'person:reveal'] })).toEqual([]);
    expect(problems({ fileBatch: ['OWN_ACT', 'INTERNAL', 'batch:file'] })).toEqual([]);
    expect(problems({ payAll: ['OWN_ACT', 'INTERNAL', 'batch:file', 'batch:pay'] })).toEqual([
      'Mutation.payAll is missing in LONE_ACTS',
    ]);
    expect(problems({ approveBatch: ['OWN_ACT', 'INTERNAL', 'batch:file'] })).toEqual([
      'Mutation.approveBatch does not belong to LONE_ACTS',
    ]);
    expect([...LONE_ACTS]).toEqual([...LONE_ACTS].sort());
  });
});
