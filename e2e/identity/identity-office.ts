import { Acts } from '@nuan/facts';
import { newId, systemClock } from '@nuan/kernel';
import { createTestDatabase, type DisposableDatabase } from '@nuan/testing';

import { registerService } from '../../apps/identity/src/client/service-registration';
import { identitySubgraph } from '../../apps/identity/src/identity.subgraph';
import { PersonRole } from '../../apps/identity/src/role/person-role';
import { appoint } from '../../apps/identity/src/user/appointment';
import { type IdentityServer, startIdentity, type TokenResponse } from '../../apps/identity/testing/identity-server';

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

const REFUSALS = '... on RuleBroken { rule } ... on VersionConflict { rule }';

/** The platform's own issuer as it runs, and those who are given roles and programs there. */
export class IdentityOffice {
  protected constructor(
    readonly identity: IdentityServer,
    private readonly database: DisposableDatabase,
  ) {}

  /** Starts it over a database of its own. */
  static async start(): Promise<IdentityOffice> {
    return new IdentityOffice(...(await IdentityOffice.parts()));
  }

  protected static async parts(): Promise<[IdentityServer, DisposableDatabase]> {
    const database = await createTestDatabase(identitySubgraph.database);
    return [await startIdentity(database.url), database];
  }

  async close(): Promise<void> {
    await this.identity.stop();
    await this.database.drop();
  }

  /** What another program of the platform is told, so that it takes this issuer's tokens, and for no longer than they hold. */
  environment(): Readonly<Record<string, string>> {
    const { url } = this.identity;
    return {
      ...{
        NUAN_JWKS: `${url}/.well-known/jwks.json`,
        NUAN_JWT_ISSUER: 'http://identity.test',
        NUAN_JWT_AUDIENCE: 'nuan',
      },
      NUAN_IDENTITY_ISSUER: 'http://identity.test',
      ...{ NUAN_REVOCATIONS: `${url}/revocations`, NUAN_REVOCATIONS_EVERY: '200ms' },
    };
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
    return tokenIn(await this.exchange(person, wanted));
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

  /** Registers a department's program as the administrator, signs it in with the secret that is shown once, and gives its token. */
  async programToken(adminToken: string, clientId: string, input: object): Promise<string> {
    const registered = await this.act(adminToken, 'registerClient', '... on ClientWithSecret { secret }', {
      ...{ clientId, title: '部门平台', kind: 'PARTNER', rateClass: 'HIGH', idempotencyKey: `story-${newId()}` },
      ...input,
    });
    return this.signIn(clientId, String(registered['secret']));
  }

  /** Registers a service of the platform for the whole province at the console, and gives its token. */
  async serviceToken(clientId: string, department: string, scopes: readonly string[]): Promise<string> {
    const acts = new Acts(this.database.owner, systemClock);
    const service = { clientId, regionCode: '340000', department, scopes };
    return this.signIn(clientId, await registerService(acts, systemClock, service));
  }

  private async signIn(clientId: string, secret: string): Promise<string> {
    return tokenIn(
      await this.identity.form({ grant_type: 'client_credentials', client_id: clientId, client_secret: secret }),
    );
  }
}

function tokenIn({ status, body }: TokenResponse): string {
  if (status !== 200 || !body.access_token) throw new TypeError(`no token: ${JSON.stringify(body)}`);
  return body.access_token;
}
