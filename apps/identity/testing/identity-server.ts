import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createVerifier, rotateSigningKeys, SigningKeys, type Verifier } from '@nuan/auth';
import { readSubgraphConfig, serveSubgraph } from '@nuan/federation';

import { readIdentitySettings } from '../src/identity.config';
import { identityOver } from '../src/identity.subgraph';
import { TOKEN_EXCHANGE } from '../src/token/token.routes';
import { type ExternalIssuer, externalIssuer } from './external-issuer';

/** What the token endpoint answered. */
export interface TokenResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly access_token?: string;
    readonly expires_in?: number;
    readonly error?: string;
    readonly scope?: string;
    readonly roles?: readonly object[];
  };
}

/** The identity program as it runs: over HTTP, with an external issuer that it accepts and a verifier of its own tokens. */
export interface IdentityServer {
  readonly url: string;
  readonly keysFile: string;
  readonly external: ExternalIssuer;
  readonly verifier: Verifier;
  /** Sends a form to the token endpoint. */
  form(parameters: Record<string, string>, headers?: Record<string, string>): Promise<TokenResponse>;
  /** Exchanges an ID token of the external issuer. */
  exchange(subjectToken: string, parameters?: Record<string, string>): Promise<TokenResponse>;
  get<T>(path: string): Promise<T>;
  /** Runs a GraphQL document as the bearer of a token. */
  ask(token: string, query: string, variables?: object): Promise<{ data: never; errors?: { extensions: object }[] }>;
  stop(): Promise<void>;
}

const ISSUER = 'http://identity.test';
const AUDIENCE = 'nuan';

/** Starts it over a test database, on a port of the system's choice. */
export async function startIdentity(databaseUrl: string): Promise<IdentityServer> {
  const dir = mkdtempSync(join(tmpdir(), 'nuan-identity-'));
  const external = await externalIssuer(dir);
  const keysFile = join(dir, 'signing-keys.json');
  rotateSigningKeys(keysFile, new Date());
  const jwksFile = join(dir, 'jwks.json');
  const jwks = new SigningKeys(keysFile).published(new Date());
  writeFileSync(jwksFile, JSON.stringify(jwks));
  const env = {
    ...{ NUAN_IDENTITY_DATABASE_URL: databaseUrl, NUAN_IDENTITY_PORT: '0', NUAN_LOG_LEVEL: 'error' },
    ...{ NUAN_JWKS: jwksFile, NUAN_JWT_ISSUER: ISSUER, NUAN_JWT_AUDIENCE: AUDIENCE },
    ...{ NUAN_IDENTITY_ISSUER: ISSUER, NUAN_IDENTITY_KEYS: keysFile, NUAN_IDENTITY_ACCEPTS: external.file },
    NUAN_AUDIT_ANCHOR_DIR: join(dir, 'audit-anchors'),
  };
  const running = await serveSubgraph(identityOver(readIdentitySettings(env)), readSubgraphConfig('identity', 0, env));
  const { url } = running;
  const form: IdentityServer['form'] = async (parameters, headers = {}) => {
    const response = await fetch(`${url}/token`, { method: 'POST', body: new URLSearchParams(parameters), headers });
    return { status: response.status, headers: response.headers, body: (await response.json()) as never };
  };
  return {
    ...{ url, keysFile, external, form },
    verifier: createVerifier({
      issuers: [{ jwks, issuer: ISSUER, audience: AUDIENCE, isOwn: true }],
      clockToleranceS: 30,
    }),
    exchange: (subjectToken, parameters = {}) =>
      form({
        ...{ grant_type: TOKEN_EXCHANGE, subject_token: subjectToken },
        ...{ subject_token_type: 'urn:ietf:params:oauth:token-type:id_token', ...parameters },
      }),
    get: async (path) => (await fetch(`${url}${path}`)).json() as never,
    ask: async (token, query, variables = {}) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const body = JSON.stringify({ query, variables });
      return (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).json() as never;
    },
    stop: async () => {
      await running.stop();
      rmSync(dir, { recursive: true });
    },
  };
}
