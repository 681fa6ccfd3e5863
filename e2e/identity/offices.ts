import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '@nuan/config';
import { openTrust, trustConfig, trustVariables, type Trust } from '@nuan/federation';
import type { DisposableDatabase } from '@nuan/testing';
import { z } from 'zod';

import type { IdentityServer } from '../../apps/identity/testing/identity-server';
import { type Answer, type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';
import { IdentityOffice, type Person } from './identity-office';

/** Within which what is taken away is refused everywhere, in milliseconds. */
const PROMISED_MS = 60_000;

/** What a loaded machine may be late by, in milliseconds. */
const SLACK_MS = 5_000;

/** The whole platform with its own issuer: people sign in with the organisation's, and every program polls what is revoked. */
export class Offices extends IdentityOffice {
  private constructor(
    parts: [IdentityServer, DisposableDatabase],
    readonly graph: SampleSupergraph,
    private readonly trust: Trust,
    private readonly dir: string,
  ) {
    super(...parts);
  }

  static async open(): Promise<Offices> {
    const parts = await IdentityOffice.parts();
    const [identity] = parts;
    const dir = mkdtempSync(join(tmpdir(), 'nuan-offices-'));
    const issuers = join(dir, 'issuers.json');
    const jwks = `${identity.url}/.well-known/jwks.json`;
    writeFileSync(issuers, JSON.stringify([{ issuer: 'http://identity.test', jwks, audience: 'nuan' }]));
    const env = {
      ...{ NUAN_ISSUERS: issuers, NUAN_REVOCATIONS: `${identity.url}/revocations` },
      ...{ NUAN_IDENTITY_ISSUER: 'http://identity.test', NUAN_REVOCATIONS_EVERY: '200ms' },
    };
    const trust = await openTrust(trustConfig(readConfig(z.object(trustVariables(env)), env)), {
      warn: () => undefined,
    });
    const graph = await startSampleSupergraph({ env, verifier: trust.verifier });
    return new Offices(parts, graph, trust, dir);
  }

  override async close(): Promise<void> {
    this.trust.stop();
    await this.graph.stop();
    await super.close();
    rmSync(this.dir, { recursive: true });
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
