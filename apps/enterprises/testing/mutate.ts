import type { Viewer } from '@nuan/auth';
import { newId } from '@nuan/kernel';
import { executeSubgraph, type ExecutionError, type TestDatabase, viewerWith } from '@nuan/testing';

import { enterprisesSubgraph } from '../src/enterprises.subgraph';

/** What a mutation answered: the fields of its result, or those of what refused. */
export interface Answer {
  readonly __typename: string;
  readonly id: string;
  readonly version: number;
  readonly rule?: string;
  readonly field?: string;
  readonly code?: string;
  readonly [field: string]: unknown;
}

const REFUSALS = `... on RuleBroken { rule field message facts { name value } }
  ... on TransitionRefused { rule field state event allowed } ... on VersionConflict { rule field currentVersion }`;

/** A maker of Luyang district, Hefei. */
export const maker = viewerWith({ role: 'maker', read: ['340103'], subject: 'maker-1' });
/** An officer of the city of Hefei. */
export const city = viewerWith({ role: 'city', read: ['340100'], subject: 'city-1' });
/** An officer of the province. */
export const province = viewerWith({ role: 'province', read: ['340000'], subject: 'province-1' });

/** A key for one request. */
export const aKey = (): string => `key-${newId()}`;

/** Runs one mutation as the application role; gives its answer, or the first error as it went over the wire. */
export async function mutate(
  db: TestDatabase,
  name: string,
  input: object,
  { selection, viewer = maker }: { readonly selection: string; readonly viewer?: Viewer },
): Promise<Answer> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await executeSubgraph<Record<string, Answer> | null>(enterprisesSubgraph, {
    ...{ db: db.app, viewer, variables: { input } },
    query: `mutation($input: ${type}!) { ${name}(input: $input) { __typename ${selection} ${REFUSALS} } }`,
  });
  return data?.[name] ?? asAnswer(errors[0]);
}

function asAnswer(error: ExecutionError | undefined): Answer {
  return { ...error, __typename: 'Error' } as unknown as Answer;
}
