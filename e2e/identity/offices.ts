import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '@nuan/config';
import { openTrust, trustConfig, trustVariables, type Trust } from '@nuan/federation';
import { Acts } from '@nuan/facts';
import { newId, systemClock } from '@nuan/kernel';
import { createTestDatabase, type DisposableDatabase } from '@nuan/testing';
import { z } from 'zod';

import { identitySubgraph } from '../../apps/identity/src/identity.subgraph';
import { PersonRole } from '../../apps/identity/src/role/person-role';
import { appoint } from '../../apps/identity/src/user/appointment';
import { type IdentityServer, startIdentity, type TokenResponse } from '../../apps/identity/testing/identity-server';
import { type Answer, type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

/** A person of the story: the name that the organisation's issuer knows, and the id that the platform knows. */
export interface Person {
  readonly subject: string;
  readonly id: string;
}

/** What a mutation of identity answered. */
export interface Outcome {
  readonly id: string;
  readonly version: number;
  readonly rule?: string;
  readonly [field: string]: unknown;
}

/** Within which what is taken away is refused everywhere, in milliseconds. */
const PROMISED_MS = 60_000;

/** What a loaded machine may be late by, in milliseconds. */
const SLACK_MS = 5_000;

const REFUSALS = '... on RuleBroken { rule } ... on VersionConflict { rule }';

/** The whole platform with its own issuer: people sign in with the organisation's, and every program polls what is revoked. */
export class Offices {
  private constructor(
    readonly graph: SampleSupergraph,
    readonly identity: IdentityServer,
    private readonly database: DisposableDatabase,
    private readonly trust: Trust,
    private readonly dir: string,
  ) {}

  static async open(): Promise<Offices> {
    const database = await createTestDatabase(identitySubgraph.database);
    const identity = await startIdentity(database.url);
    const dir = mkdtempSync(join(tmpdir(), 'nuan-offices-'));
    const issuers = join(dir, 'issuers.json');
    const jwks = `${identity.url}/.well-known/jwks.json`;
    writeFileSync(issuers, JSON.stringify([{ issuer: 'http://identity.test', jwks, audience: 'nuan' }]));
    const env = {
      ...{ NUAN_ISSUERS: issuers, NUAN_REVOCATIONS: `${identity.url}/revocations` },
      NUAN_REVOCATIONS_EVERY: '200ms',
    };
    const trust = await openTrust(trustConfig(readConfig(z.object(trustVariables(env)), env)), {
      warn: () => undefined,
    });
    const graph = await startSampleSupergraph({ env, verifier: trust.verifier });
    return new Offices(graph, identity, database, trust, dir);
  }

  async close(): Promise<void> {
    this.trust.stop();
    await this.graph.stop();
    await this.identity.stop();
    await this.database.drop();
    rmSync(this.dir, { recursive: true });
  }

  /** A person with a role that was given at the console. */
  async appointed(role: PersonRole, regionCode: string): Promise<Person> {
    const subject = newId();
    const { userId } = await appoint(new Acts(this.database.owner, systemClock), {
      ...{ role, regionCode, issuer: this.identity.external.name, subject, name: '演示人' },
      isReadingOnly: role === PersonRole.AUDITOR,
    });
    return { subject, id: userId };
  }

  /** Signs a person in: a token of the organisation's issuer for one of ours. */
  async exchange({ subject }: Person, wanted: Record<string, string> = {}): Promise<TokenResponse> {
    return this.identity.exchange(await this.identity.external.sign(subject), wanted);
  }

  /** A token; the story fails where none is given. */
  async token(person: Person, wanted: Record<string, string> = {}): Promise<string> {
    const { status, body } = await this.exchange(person, wanted);
    if (status !== 200 || !body.access_token) throw new TypeError(`no token: ${JSON.stringify(body)}`);
    return body.access_token;
  }

  /** A mutation of identity as the bearer; the code that refused it stands under `rule`. */
  async act(token: string, name: string, wanted: string, input: object): Promise<Outcome> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) { outcome: ${name}(input: $input) { ${wanted} ${REFUSALS} } }`;
    const { data, errors } = await this.identity.ask(token, document, { input });
    const [error] = errors ?? [];
    return error
      ? ({ rule: (error.extensions as { code: string }).code } as Outcome)
      : (data as { outcome: Outcome }).outcome;
  }

  /** Asks the gateway. */
  gateway<Data>(token: string, query: string): Promise<Answer<Data>> {
    return ask(`${this.graph.url}/graphql`, token, query);
  }

  /** Asks the workers subgraph alone. */
  workers<Data>(token: string, query: string): Promise<Answer<Data>> {
    return ask(`${this.graph.subgraphs.workers.url}/graphql`, token, query);
  }

  /** With which status a person is answered who asks again and again, once refused or a while after what it asks for ended. */
  async statusAfter(endsAtMs: number, person: Person, wanted: Record<string, string>): Promise<number> {
    for (;;) {
      const askedAtMs = Date.now();
      const { status } = await this.exchange(person, wanted);
      if (status !== 200 || askedAtMs > endsAtMs + SLACK_MS) return status;
      await new Promise((done) => setTimeout(done, 500));
    }
  }

  /** The codes with which gateway and workers answer a token, once neither takes it or the minute that is promised is over. */
  async refusals(token: string): Promise<{ readonly codes: readonly unknown[] }> {
    const since = Date.now();
    for (;;) {
      const answers = await Promise.all([this.gateway(token, ANYTHING), this.workers(token, ANYTHING)]);
      const codes = answers.map(codeOf);
      if (codes.every(Boolean) || Date.now() - since > PROMISED_MS) return { codes };
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}

const ANYTHING = '{ households { totalCount } }';

/** The code of the first error; undefined when there is none. */
export function codeOf({ errors }: Answer<unknown>): unknown {
  return errors?.[0]?.extensions['code'];
}

async function ask<Data>(url: string, token: string, query: string): Promise<Answer<Data>> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return (await response.json()) as Answer<Data>;
}
