import { expect } from '@jest/globals';

import { ProgrammeDesk } from '../testkit/programme-desk';
import type { Answer, SampleSupergraph } from '../testkit/sample-supergraph';

/** Luyang district of Hefei, where the story plays, and the district next door. */
export const LUYANG = '340103';
export const BAOHE = '340111';
const HEFEI = '340100';

const at = (role: 'maker' | 'checker' | 'cashier' | 'county' | 'city', region: string, subject: string) =>
  ({ role, region, subject }) as const;

/** Everyone of the stories about homes: each step has its person, and rules of four eyes compare persons. */
export const OFFICERS = {
  maker: at('maker', LUYANG, 'luyang-maker'),
  reviewer: at('maker', LUYANG, 'luyang-reviewer'),
  verifier: at('checker', LUYANG, 'luyang-verifier'),
  checker: at('checker', LUYANG, 'luyang-checker'),
  cashier: at('cashier', LUYANG, 'luyang-cashier'),
  county: at('county', LUYANG, 'luyang-county'),
  /** What is above the county's limit is approved by the city. */
  cityChecker: at('checker', HEFEI, 'hefei-checker'),
  city: at('city', HEFEI, 'hefei-city'),
  neighbour: at('maker', BAOHE, 'baohe-maker'),
  nextChecker: at('checker', BAOHE, 'baohe-checker'),
  /** A program of civil affairs (民政), which asks the workers subgraph itself, under its contract. */
  civilAffairs: {
    role: 'partner',
    region: '340000',
    subject: 'civil-affairs',
    department: '民政',
    subgraph: 'workers',
    contract: 'civil-affairs',
    scopes: ['match:submit', 'match:read'],
  },
} as const;

/** Who acts. */
export type Officer = keyof typeof OFFICERS;

/** What a mutation answered: the row it changed, or the rule that refused it. */
export interface Outcome {
  readonly __typename: string;
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly rule?: string;
  readonly field?: string;
  readonly state?: string;
  readonly problems?: readonly { readonly rule: string }[];
}

/** Steps that may answer with the problems of a payment. */
const HELD_BACK = new Set(['validateDisbursement', 'reserveDisbursement', 'sendDisbursement']);

/** Officers at work through the gateway, each with a token of its own, and the department's program at the workers subgraph. */
export class Office {
  private readonly desk: ProgrammeDesk<Officer>;

  constructor(readonly graph: SampleSupergraph) {
    this.desk = new ProgrammeDesk(graph, 'workers', OFFICERS);
  }

  /** Runs a document as an officer; errors fail the story. */
  async ask<Data>(officer: Officer, query: string, variables: object = {}): Promise<Data> {
    const { data, errors } = await this.desk.send<Data>(officer, query, variables);
    expect(errors).toBeUndefined();
    return data;
  }

  /**
   * One step: the mutation `name` with its input, whose type follows from the name unless given, and what is wanted of the
   * entity `type` that it returns.
   */
  async step(officer: Officer, name: string, type: string, input: object, options: StepOptions = {}): Promise<Outcome> {
    const { data, errors } = await this.send<{ outcome: Outcome } | null>(officer, name, type, input, options);
    if (!data) throw new Error(`${name} as ${officer}: ${JSON.stringify(errors)}`);
    return data.outcome;
  }

  /** The code with which a step is refused: a missing right, an unknown or foreign id. */
  async refusal(
    officer: Officer,
    name: string,
    type: string,
    input: object,
    options: StepOptions = {},
  ): Promise<unknown> {
    const { errors } = await this.send(officer, name, type, input, options);
    return errors?.[0]?.extensions['code'];
  }

  private send<Data>(
    officer: Officer,
    name: string,
    type: string,
    input: object,
    options: StepOptions,
  ): Promise<Answer<Data>> {
    const { inputType = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`, fields = 'id version status' } =
      options;
    const heldBack = HELD_BACK.has(name) ? '... on PaymentHeldBack { problems { rule } }' : '';
    return this.desk.send<Data>(
      officer,
      `mutation Step($input: ${inputType}!) { outcome: ${name}(input: $input) { __typename
        ... on ${type} { ${fields} } ${heldBack}
        ... on RuleBroken { rule field } ... on TransitionRefused { rule field state } ... on VersionConflict { rule field } } }`,
      { input },
    );
  }
}

/** The cashier hands in a file of the bank's, as the bank gave it. */
export async function handIn(office: Office, content: Buffer, idempotencyKey: string): Promise<void> {
  const version = { fields: 'id version' };
  const started = { regionCode: LUYANG, idempotencyKey };
  const { id } = await office.step('cashier', 'startBankResult', 'BankAnswer', started, version);
  const piece = { id, startByte: 0, content: content.toString('base64') };
  const received = await office.step('cashier', 'appendBankResult', 'BankAnswer', piece, version);
  const whole = { id, expectedVersion: received.version };
  await office.step('cashier', 'finishBankResult', 'BankAnswer', whole, { fields: 'id' });
}

/** How a step differs from the usual one. */
export interface StepOptions {
  readonly inputType?: string;
  /** Fields of the returned entity. */
  readonly fields?: string;
}
