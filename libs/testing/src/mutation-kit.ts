import type { Viewer } from '@nuan/auth';
import type { SubgraphDefinition } from '@nuan/federation';
import { type Clock, newId } from '@nuan/kernel';

import { executeSubgraph, type ExecutionOutcome } from './subgraph-execution';
import type { TestDatabase } from './test-database';

/** What a mutation answered: the subject's fields, or those of the outcome that refused. */
export interface MutationAnswer {
  readonly __typename: string;
  readonly id: string;
  readonly version: number;
  readonly rule?: string;
  readonly field?: string;
  readonly facts?: readonly { readonly name: string; readonly value: string }[];
  readonly [field: string]: unknown;
}

/** How a mutation is asked. */
export interface MutationOptions {
  /** What is wanted of its own outcomes. */
  readonly selection: string;
  readonly viewer?: Viewer;
  readonly clock?: Clock;
}

/** Mutations of one subgraph, as its specs run them. */
export interface MutationKit {
  /** Runs one mutation with an input, as the application role. */
  mutate(
    db: TestDatabase,
    name: string,
    input: object,
    options: MutationOptions,
  ): Promise<ExecutionOutcome<Record<string, MutationAnswer>>>;
  /** As `mutate`, for a mutation that is to answer without an error; one that doesn't throws its cause. */
  answerOf(db: TestDatabase, name: string, input: object, options: MutationOptions): Promise<MutationAnswer>;
}

/**
 * Makes the kit of a subgraph.
 *
 * @param viewer who asks unless a test says otherwise.
 * @param stateAs under which name a refused transition tells the state, where the subject's own field is of another type.
 */
export function mutationKit(definition: SubgraphDefinition, viewer: Viewer, stateAs = 'state'): MutationKit {
  const refusals = `... on RuleBroken { rule field facts { name value } } ... on TransitionRefused { rule field ${stateAs}: state event allowed }
    ... on VersionConflict { rule field currentVersion }`;
  const mutate: MutationKit['mutate'] = (db, name, input, options) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    return executeSubgraph<Record<string, MutationAnswer>>(definition, {
      db: db.app,
      viewer: options.viewer ?? viewer,
      query: `mutation($input: ${type}!) { ${name}(input: $input) { __typename ${options.selection} ${refusals} } }`,
      variables: { input },
      ...(options.clock === undefined ? {} : { clock: options.clock }),
    });
  };
  return {
    mutate,
    answerOf: async (db, name, input, options) => {
      const { data, errors } = await mutate(db, name, input, options);
      const answer = (data as Record<string, MutationAnswer> | null)?.[name];
      if (errors.length > 0 || !answer) throw errors[0]?.cause ?? new TypeError(`${name} gave no answer`);
      return answer;
    },
  };
}

/** A key for one request. */
export const aKey = (): string => `key-${newId()}`;
