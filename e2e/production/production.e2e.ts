import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { newId } from '@nuan/kernel';
import { createTestDatabase, type DisposableDatabase, testDatabaseUrls, testTokens } from '@nuan/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { identitySubgraph } from '../../apps/identity/src/identity.subgraph';
import { type ExternalIssuer, externalIssuer } from '../../apps/identity/testing/external-issuer';
import { freePorts } from '../testkit/feed-environment';
import { copySampleDatabase, type SampleDatabaseCopy } from '../testkit/sample-databases';
import { writeKeys } from '../testkit/sample-supergraph';

const ROOT = resolve(__dirname, '../..');
const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';

/** Within which a right that is taken away ends everywhere, in milliseconds. */
const PROMISED_MS = 60_000;

type Name = 'identity' | 'enterprises' | 'migrants';

interface Answer {
  readonly data?: Record<string, never>;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

/** Programs started one by one, each a process with the variables that the README names and no others. */
describe('production, started as the README says', () => {
  const children: ChildProcess[] = [];
  let dir = '';
  let database: DisposableDatabase;
  const copies: SampleDatabaseCopy[] = [];
  let sso: ExternalIssuer;
  let ports: Record<Name, string>;
  let everywhere: Record<string, string>;
  let subgraphs: Record<string, string>;
  const own: Partial<Record<Name, Record<string, string>>> = {};
  const admin = newId();
  let adminToken = '';

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'nuan-production-'));
    sso = await externalIssuer(dir);
    const [identity = 0, enterprises = 0, migrants = 0] = await freePorts(3);
    ports = { identity: String(identity), enterprises: String(enterprises), migrants: String(migrants) };
    await writeKeys(testTokens(), dir);
    await databases();
    const issuer = `http://127.0.0.1:${ports.identity}`;
    everywhere = {
      ...{ NUAN_IDENTITY_ISSUER: issuer, NUAN_JWT_ISSUER: issuer, NUAN_JWKS: `${issuer}/.well-known/jwks.json` },
      NUAN_AUDIT_ANCHOR_DIR: join(dir, 'anchors'),
      ...{ PATH: '', SWC_NODE_PROJECT: 'tsconfig.base.json' },
    };
    subgraphs = {
      ...{ NUAN_REVOCATIONS: `${issuer}/revocations`, NUAN_REVOCATIONS_EVERY: '500ms' },
      ...{ NUAN_GATEWAY_SECRET: 'a secret between the gateway and its subgraphs' },
      ...{ NUAN_FIELD_KEYS: join(dir, 'field-keys.json'), NUAN_MASTER_KEY: join(dir, 'master-key.json') },
      NUAN_FEED_TOKEN_FILE: join(dir, 'feed-token'),
      NUAN_ENTERPRISES_URL: `http://127.0.0.1:${ports.enterprises}/graphql`,
    };
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    for (const copy of copies) await copy.drop();
    await database?.drop();
    rmSync(dir, { recursive: true });
  });

  async function databases(): Promise<void> {
    database = await createTestDatabase(identitySubgraph.database);
    const urlsOf = async (name: Name, url: string): Promise<void> => {
      const urls = await testDatabaseUrls(name, new URL(url).pathname.slice(1));
      const variable = `NUAN_${name.toUpperCase()}`;
      own[name] = {
        ...{ [`${variable}_DATABASE_URL`]: urls.url, [`${variable}_OWNER_DATABASE_URL`]: urls.ownerUrl },
        [`${variable}_PORT`]: ports[name],
      };
    };
    await urlsOf('identity', database.url);
    for (const name of ['enterprises', 'migrants'] as const) {
      const copy = await copySampleDatabase(name);
      copies.push(copy);
      await urlsOf(name, copy.url);
    }
  }

  /** Variables of a program; those of identity name its keys and the organisation's issuer, and no list of revocations. */
  const environment = (name: Name): Record<string, string> => ({
    ...everywhere,
    ...own[name],
    ...(name === 'identity'
      ? { NUAN_IDENTITY_KEYS: join(dir, 'signing-keys.json'), NUAN_IDENTITY_ACCEPTS: sso.file }
      : subgraphs),
  });

  function start(name: Name, args: readonly string[], env = environment(name)) {
    const child = spawn(process.execPath, ['-r', '@swc-node/register', `apps/${name}/src/main.ts`, ...args], {
      cwd: ROOT,
      env,
    });
    children.push(child);
    const output = { text: '' };
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output.text += chunk.toString()));
    return { child, output };
  }

  /** Runs a command to its end; what it printed. */
  async function command(name: Name, ...args: readonly string[]): Promise<string> {
    const { child, output } = start(name, args);
    const [code] = (await once(child, 'close')) as [number];
    expect([code, output.text]).toEqual([0, output.text]);
    return output.text;
  }

  async function serve(name: Name): Promise<void> {
    const { child, output } = start(name, []);
    while (!output.text.includes('"url"')) {
      if (child.exitCode !== null) throw new TypeError(`${name} ended: ${output.text}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  async function form(parameters: Record<string, string>): Promise<string> {
    const response = await fetch(`http://127.0.0.1:${ports.identity}/token`, {
      method: 'POST',
      body: new URLSearchParams(parameters),
    });
    const { access_token: token } = (await response.json()) as { access_token?: string };
    return token ?? '';
  }
  const signIn = async (subject: string): Promise<string> =>
    form({
      ...{ grant_type: TOKEN_EXCHANGE, subject_token: await sso.sign(subject) },
      subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
    });

  async function ask(name: Name, token: string, query: string, variables: object = {}): Promise<Answer> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`http://127.0.0.1:${ports[name]}/graphql`, { method: 'POST', headers, body });
    return (await response.json()) as Answer;
  }
  const codes = ({ errors = [] }: Answer): string[] => errors.map(({ extensions }) => extensions.code);

  it('begins with identity: its tables, its key and its first administrator, who signs in', async () => {
    expect(await command('identity', 'migrate')).toBe('identity: schema is current\n');
    expect(await command('identity', 'rotate-key')).toMatch(/^identity: added signing key /);
    expect(await command('identity', 'appoint', 'admin', '340000', sso.name, admin, '管理员')).toContain(
      'admin of 340000',
    );
    await serve('identity');
    adminToken = await signIn(admin);
    expect(codes(await ask('identity', adminToken, '{ users(first: 1) { totalCount } }'))).toEqual([]);
  });

  it('starts no subgraph without the list of revocations', async () => {
    const { NUAN_REVOCATIONS: _list, ...env } = environment('migrants');
    const { child, output } = start('migrants', [], env);
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(output.text).toMatch(
      /NUAN_REVOCATIONS: expected the URL of the list of revoked tokens, got nothing; set it/,
    );
  });

  it('lets subgraphs follow each other by a token of identity, for a program of the platform itself', async () => {
    const program = ['nuan-follower', '340000', 'nuan', 'changes:read'] as const;
    const secret = (await command('identity', 'register-service', ...program)).trim();
    const token = await form({ grant_type: 'client_credentials', client_id: 'nuan-follower', client_secret: secret });
    writeFileSync(join(dir, 'feed-token'), token, { mode: 0o600 });
    await serve('enterprises');
    expect(await command('migrants', 'rebuild-projections', 'enterprises')).toMatch(
      /^[1-9]\d* facts of enterprises\n$/,
    );
  });

  it('takes a person until the person is disabled, and a minute later at most nobody does', async () => {
    await serve('migrants');
    const officer = newId();
    const given = await command('identity', 'appoint', 'county', '340102', sso.name, officer, '区县干部');
    const token = await signIn(officer);
    const question = '{ wageCases(first: 1) { totalCount } }';
    expect(codes(await ask('migrants', token, question))).toEqual([]);
    const document = `mutation ($input: DisableUserInput!) { disableUser(input: $input) { __typename } }`;
    const input = { id: /user (\S+)/.exec(given)?.[1], expectedVersion: 1, reason: '离职' };
    expect(codes(await ask('identity', adminToken, document, { input }))).toEqual([]);
    const sinceMs = Date.now();
    while (codes(await ask('migrants', token, question)).length === 0 && Date.now() - sinceMs < PROMISED_MS)
      await new Promise((done) => setTimeout(done, 100));
    expect(codes(await ask('migrants', token, question))).toEqual(['UNAUTHENTICATED']);
  });

  it('has every variable of this story in the README', () => {
    const readme =
      readFileSync(join(ROOT, 'README.md'), 'utf8').split('## In production')[1]?.split('## Environment')[0] ?? '';
    const named = Object.keys({ ...everywhere, ...subgraphs, ...environment('identity') }).filter(
      (name) => name.startsWith('NUAN_') && !/_(PORT|URL|EVERY)$/.test(name),
    );
    expect(named.filter((name) => !readme.includes(name))).toEqual([]);
  });
});
