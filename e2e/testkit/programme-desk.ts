import { expect } from '@jest/globals';
import type { DevelopmentTokenOptions } from '@nuan/auth';

import type { SampleDatabase } from '../../tools/sample-data/src';
import type { Answer } from './sample-supergraph';
import type { SampleSubgraph } from './sample-subgraph';

/** Where people of a programme send their documents: the whole system, or one subgraph alone. */
type DeskSystem = Pick<SampleSubgraph, 'ask'> & {
  readonly tokens: Pick<SampleSubgraph['tokens'], 'issue'>;
  readonly subgraphs: Readonly<Partial<Record<SampleDatabase, { readonly url: string }>>>;
};

/** What a mutation answered: the row it changed, or the rule that refused it. */
export interface ProgrammeOutcome {
  readonly __typename: string;
  readonly id: string;
  readonly version: number;
  readonly rule?: string;
  readonly placeNumber?: number;
  readonly waitingNumber?: number;
}

/** What is wanted of the entity that a mutation changes. */
export interface Wanted {
  /** GraphQL type; null where only a refusal is expected. */
  readonly type: string | null;
  readonly fields?: string;
  /** Further members of the outcome. */
  readonly more?: string;
}

const REFUSALS = '... on RuleBroken { rule } ... on TransitionRefused { rule } ... on VersionConflict { rule }';

/**
 * People of a programme at work, each with a token of its own: officers through the gateway, and whoever holds a token for
 * one subgraph through that subgraph alone, over HTTP, as a department or an app that knows nothing of the gateway.
 */
export class ProgrammeDesk<Person extends string> {
  private serial = 0;

  constructor(
    readonly graph: DeskSystem,
    private readonly subgraph: SampleDatabase,
    private readonly people: Readonly<Record<Person, Partial<DevelopmentTokenOptions>>>,
  ) {}

  /** A key that no other request of this desk has. */
  key(): { readonly idempotencyKey: string } {
    return { idempotencyKey: `${this.subgraph}-desk-${String((this.serial += 1))}` };
  }

  /** Sends a document where this person sends documents. */
  async send<Data>(person: Person, query: string, variables: object = {}): Promise<Answer<Data>> {
    const who = this.people[person];
    return who.subgraph ? this.direct<Data>(person, query, variables) : this.graph.ask<Data>(query, variables, who);
  }

  /** Asks; errors fail the story. */
  async ask<Data>(person: Person, query: string, variables: object = {}): Promise<Data> {
    const { data, errors } = await this.send<Data>(person, query, variables);
    expect(errors).toBeUndefined();
    return data;
  }

  /** One step: the mutation `name` with its input; errors fail the story, outcomes are answered. */
  async act(person: Person, name: string, wanted: Wanted | string, input: object): Promise<ProgrammeOutcome> {
    const { outcome } = await this.ask<{ outcome: ProgrammeOutcome }>(person, this.document(name, wanted), { input });
    return outcome;
  }

  /** The code with which a step is refused: a missing right, an unknown or foreign id. */
  async refusal(person: Person, name: string, input: object): Promise<unknown> {
    const { errors } = await this.send(person, this.document(name, { type: null }), { input });
    return errors?.[0]?.extensions['code'];
  }

  /** The codes with which a step is refused to several people, by person. */
  async refusals(people: readonly Person[], name: string, input: object): Promise<Record<string, unknown>> {
    const codes: Record<string, unknown> = {};
    for (const person of people) codes[person] = await this.refusal(person, name, input);
    return codes;
  }

  /** The code with which a document is refused to somebody. */
  async refusalOf(person: Person, query: string): Promise<unknown> {
    const { errors } = await this.send(person, query);
    return errors?.[0]?.extensions['code'];
  }

  /** Answers the code with which the gateway refuses this person's token. */
  async refusalAtGateway(person: Person): Promise<unknown> {
    const { errors } = await this.graph.ask('{ __typename }', {}, this.people[person]);
    return errors?.[0]?.extensions['code'];
  }

  private document(name: string, wanted: Wanted | string): string {
    const { type, fields = 'id version', more = '' } = typeof wanted === 'string' ? { type: wanted } : wanted;
    const entity = type === null ? '' : `... on ${type} { ${fields} }`;
    return `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) {
      outcome: ${name}(input: $input) { __typename ${entity} ${more} ${REFUSALS} } }`;
  }

  private async direct<Data>(person: Person, query: string, variables: object): Promise<Answer<Data>> {
    const authorization = `Bearer ${await this.graph.tokens.issue(this.people[person])}`;
    const response = await fetch(`${String(this.graph.subgraphs[this.subgraph]?.url)}/graphql`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json', authorization } },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer<Data>;
  }
}

/** Id and version of a row that is changed. */
export const step = ({ id, version }: ProgrammeOutcome, more: object = {}): object => ({
  ...{ id, expectedVersion: version },
  ...more,
});
