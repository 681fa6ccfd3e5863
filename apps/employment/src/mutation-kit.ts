import type { Viewer } from '@nuan/auth';
import { type Clock, fixedClock, newId } from '@nuan/kernel';
import { executeSubgraph, type ExecutionOutcome, type TestDatabase, viewerWith } from '@nuan/testing';

import { employmentSubgraph } from './employment.subgraph';

/** What a mutation answered: the subject's fields, or those of the outcome that refused. */
export interface Answer {
  readonly __typename: string;
  readonly id: string;
  readonly version: number;
  readonly rule?: string;
  readonly field?: string;
  readonly [field: string]: unknown;
}

/** How a mutation is asked. */
export interface MutationOptions {
  /** What is wanted of its own outcomes. */
  readonly selection: string;
  readonly viewer?: Viewer;
  readonly clock?: Clock;
}

const REFUSALS = `... on RuleBroken { rule field facts { name value } } ... on TransitionRefused { rule field from: state event allowed }
  ... on VersionConflict { rule field currentVersion }`;

/** A maker of the county in Hefei where the builders' people live. */
export const countyMaker = viewerWith({ role: 'maker', read: ['340102'], subject: 'maker-1' });
/** An officer of Hefei. */
export const hefei = viewerWith({ role: 'city', read: ['340100'], subject: 'city-1' });

/** Runs one mutation with an input and gives its answer. */
export function mutate(
  db: TestDatabase,
  name: string,
  input: object,
  { selection, viewer = countyMaker, clock }: MutationOptions,
): Promise<ExecutionOutcome<Record<string, Answer>>> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return executeSubgraph<Record<string, Answer>>(employmentSubgraph, {
    db: db.app,
    viewer,
    ...(clock === undefined ? {} : { clock }),
    query: `mutation($input: ${type}!) { ${name}(input: $input) { __typename ${selection} ${REFUSALS} } }`,
    variables: { input },
  });
}

/** As {@link mutate}, for a mutation that is to answer without an error. */
export async function answerOf(
  db: TestDatabase,
  name: string,
  input: object,
  options: MutationOptions,
): Promise<Answer> {
  const { data, errors } = await mutate(db, name, input, options);
  const answer = (data as Record<string, Answer> | null)?.[name];
  if (errors.length > 0 || !answer) throw errors[0]?.cause ?? new TypeError(`${name} gave no answer`);
  return answer;
}

/** A key for one request. */
export const aKey = (): string => `key-${newId()}`;

const days = new Map<string, Clock>();

/** Noon of a day in Asia/Shanghai; the same clock for the same day, because a schema is built per clock. */
export function noonOf(day: string): Clock {
  let clock = days.get(day);
  if (!clock) days.set(day, (clock = fixedClock(new Date(`${day}T12:00:00+08:00`))));
  return clock;
}

/** Id and version of an answer, as a step asks for them. */
export const stepOf = ({ id, version }: Answer): object => ({ id, expectedVersion: version });
