import type { Role, Viewer } from '@nuan/auth';
import { type Clock, fixedClock } from '@nuan/kernel';
import { executeSubgraph, insertRow, type TestDatabase, testClock, viewerWith } from '@nuan/testing';

import { workersSubgraph } from '../workers.subgraph';

/** The clock of a test at a minute in Shanghai, such as '2017-01-18T09:00'. */
export function clockAt(minute: string): Clock {
  return fixedClock(new Date(`${minute}:00+08:00`));
}

/** An officer of Luyang, by subject. */
export const officerOf = (role: Role, subject: string, region = '340103'): Viewer =>
  viewerWith({ role, read: [region], subject });

/** What a mutation answered: the fields of whichever outcome it was, and the code and rule of an error. */
export interface Answer {
  readonly __typename?: string;
  readonly id?: string;
  readonly version?: number;
  readonly status?: string;
  readonly rule?: string;
  readonly field?: string;
  readonly facts?: readonly { readonly name: string; readonly value: string }[];
  readonly fileNo?: string | null;
  readonly applicationId?: string | null;
  readonly allowed?: readonly string[];
  /** Code of a thrown refusal. */
  readonly code?: string;
}

/** A request of a test. */
export interface Request {
  readonly viewer: Viewer;
  readonly mutation: string;
  readonly inputType: string;
  readonly input: object;
  readonly clock?: Clock;
}

const REFUSALS = `... on RuleBroken { rule field facts { name value } } ... on TransitionRefused { rule field allowed }
  ... on VersionConflict { rule field }`;

const RESULTS: Readonly<Record<string, string>> = {
  submitFiling:
    '... on FilingApplication { id version status } ... on HouseholdAlreadyFiled { rule fileNo applicationId }',
  recordFiling:
    '... on FilingApplication { id version status } ... on HouseholdAlreadyFiled { rule fileNo applicationId }',
  raiseObjection: '... on PublicityNotice { id }',
  resolveObjection: '... on PublicityNotice { id }',
  closePublicNotice: '... on PublicityNotice { id }',
};

/** Sends one mutation of filing or notice and tells what came of it, an error by its code, rule and field. */
export async function sendStep(db: TestDatabase, request: Request): Promise<Answer> {
  const { viewer, mutation, inputType, input, clock = testClock } = request;
  const result = RESULTS[mutation] ?? '... on FilingApplication { id version status }';
  const { data, errors } = await executeSubgraph<{ r: Answer } | null>(workersSubgraph, {
    db: db.app,
    viewer,
    clock,
    query: `mutation($input: ${inputType}!) { r: ${mutation}(input: $input) { __typename ${result} ${REFUSALS} } }`,
    variables: { input },
  });
  const [error] = errors;
  if (error === undefined) return data?.r ?? {};
  if (error.code === 'INTERNAL') throw error.cause;
  const { rule, field } = error.details;
  return { code: error.code, rule: String(rule), field: String(field) };
}

/** The minimum-living line of Hefei that tests hold incomes against: 550 yuan a month since July 2016. */
export const aLine = (db: TestDatabase, row: object = {}): Promise<string> =>
  insertRow(db.owner, 'min_living_line_projection', {
    region_code: '340100',
    valid_from: '2016-07-01',
    line_fen: '55000',
    source_version: 1,
    ...row,
  });
