import type { Viewer } from '@nuan/auth';
import { newId } from '@nuan/kernel';
import { executeSubgraph, type ExecutionOutcome, type TestDatabase, viewerWith } from '@nuan/testing';

import { migrantsSubgraph } from './migrants.subgraph';

/** What a mutation answered: the subject's fields, or those of the outcome that refused. */
export interface Answer {
  readonly __typename: string;
  readonly id: string;
  readonly version: number;
  readonly rule?: string;
  readonly field?: string;
  readonly facts?: readonly { readonly name: string; readonly value: string }[];
  readonly [field: string]: unknown;
}

const REFUSALS = `... on RuleBroken { rule field facts { name value } } ... on TransitionRefused { rule field refusedIn: state event allowed }
  ... on VersionConflict { rule field currentVersion }`;

/** A maker of the county in Hefei where the builders put their rows. */
export const countyMaker = viewerWith({ role: 'maker', read: ['340102'], subject: 'maker-1' });

/** Runs one mutation with an input and gives its answer; `selection` is what is wanted of its own outcomes. */
export async function mutate(
  db: TestDatabase,
  name: string,
  input: object,
  { selection, viewer = countyMaker }: { readonly selection: string; readonly viewer?: Viewer },
): Promise<ExecutionOutcome<Record<string, Answer>>> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return executeSubgraph<Record<string, Answer>>(migrantsSubgraph, {
    db: db.app,
    viewer,
    query: `mutation($input: ${type}!) { ${name}(input: $input) { __typename ${selection} ${REFUSALS} } }`,
    variables: { input },
  });
}

/** As {@link mutate}, for a mutation that is to answer without an error. */
export async function answerOf(
  db: TestDatabase,
  name: string,
  input: object,
  options: { readonly selection: string; readonly viewer?: Viewer },
): Promise<Answer> {
  const { data, errors } = await mutate(db, name, input, options);
  const answer = (data as Record<string, Answer> | null)?.[name];
  if (errors.length > 0 || !answer) throw errors[0]?.cause ?? new TypeError(`${name} gave no answer`);
  return answer;
}

/** A key for one request. */
export const aKey = (): string => `key-${newId()}`;
