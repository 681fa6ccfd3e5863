import { viewerWithoutToken } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Clock, newId } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { CLIENT_ID } from '../client/client.inputs';
import { ClientKind } from '../client/client-kind';
import { matchingSecret, MAX_LIVE_SECRETS, type SecretHash } from '../client/client-secret';
import { GrantType, SignInRefusal } from '../sign-in/sign-in-outcome';
import { IDENTITY_PROGRAM } from '../system.viewer';
import type { AccessTokens } from './access-token';
import { logIssue, logRefusal, type SignInSubject } from './sign-in.log';
import { type TokenAnswer, TokenIssued, TokenRefused } from './token.answers';

/** What a client shows and asks for. */
export interface ClientRequest {
  readonly clientId: string;
  readonly secret: string;
  /** Fewer rights than the client has; all of them when empty. */
  readonly scopes: readonly string[];
}

interface KeptSecret extends SecretHash {
  readonly id: string;
}

interface ClientRow {
  readonly id: string;
  readonly client_id: string;
  readonly kind: string;
  readonly department: string;
  readonly subgraph: string | null;
  readonly scopes: readonly string[];
  readonly read_regions: readonly string[];
  readonly write_regions: readonly string[];
  readonly region_code: string;
  readonly contract: string | null;
  readonly rate_class: string;
  readonly disabled_at: Date | null;
}

/** Gives a program a token of its own, on showing its secret (RFC 6749, 4.4). */
export class ClientCredentialsService {
  constructor(
    private readonly db: DataSource,
    private readonly acts: Acts,
    private readonly clock: Clock,
    private readonly tokens: AccessTokens,
    private readonly ttlS: number,
  ) {}

  /** A token with the client's rights, or with fewer. Unknown client and wrong secret are one answer and cost the same. */
  async issue(request: ClientRequest): Promise<TokenAnswer> {
    const { client, secrets } = await beyondRegions('a program is found by its name', () =>
      this.find(request.clientId),
    );
    const shown = await matchingSecret(request.secret, secrets);
    if (!client || !shown) return this.refuse(client);
    const decided = await this.acts.perform(
      viewerWithoutToken({ subject: client.id, role: 'partner' }),
      'token.client',
      (tx) =>
        beyondRegions('who signs in has no regions before the token', () =>
          this.decide(tx, client.id, shown.id, request),
        ),
    );
    if (decided === null) return new TokenRefused();
    const { row, scopes, tokenId, issuedAtS, expiresAtS } = decided;
    const accessToken = await this.tokens.sign({
      ...{ tokenId, issuedAtS, expiresAtS, subject: row.id, role: 'partner', clientId: row.client_id, scopes },
      ...{ readRegions: row.read_regions, writeRegions: row.write_regions, department: row.department },
      ...{ subgraph: row.subgraph, contract: row.contract, rateClass: row.rate_class },
      isService: row.kind === String(ClientKind.SERVICE),
    });
    return new TokenIssued(accessToken, expiresAtS - issuedAtS, scopes);
  }

  /** Puts on record that somebody asks too often, by the client's name or, where none was given, by none. */
  async turnedAway(clientId: string | null): Promise<void> {
    const client =
      clientId === null
        ? null
        : (await beyondRegions('a program is found by its name', () => this.find(clientId))).client;
    const grantType = clientId === null ? GrantType.TOKEN_EXCHANGE : GrantType.CLIENT_CREDENTIALS;
    await this.acts.perform(IDENTITY_PROGRAM, 'token.turnAway', (tx) =>
      logRefusal(tx, { ...subjectOf(client), grantType }, SignInRefusal.TOO_MANY_REQUESTS),
    );
  }

  private async find(clientId: string): Promise<{ client: ClientRow | null; secrets: readonly KeptSecret[] }> {
    // What can be no name is nobody's, and may be somebody's number: it stays out of the log of the database.
    if (!CLIENT_ID.test(clientId)) return { client: null, secrets: [] };
    const [client = null] = await this.db.query<ClientRow[]>('select * from client where client_id = $1', [clientId]);
    if (client === null) return { client, secrets: [] };
    const secrets = await this.db.query<KeptSecret[]>(
      `select id, salt, hash from client_secret where client_id = $1 and (expires_at is null or expires_at > $2)
       order by made_at desc limit ${MAX_LIVE_SECRETS}`,
      [client.id, this.clock.now()],
    );
    return { client, secrets };
  }

  private async refuse(client: ClientRow | null): Promise<TokenRefused> {
    const refusal = client ? SignInRefusal.SECRET_WRONG : SignInRefusal.CLIENT_UNKNOWN;
    await this.acts.perform(IDENTITY_PROGRAM, 'token.client', (tx) => logRefusal(tx, subjectOf(client), refusal));
    return new TokenRefused();
  }

  /** Decides by what stands under the lock: a client that is disabled meanwhile, or whose secret is, gets nothing. */
  private async decide(tx: ActTransaction, id: string, secretId: string, { scopes: wanted }: ClientRequest) {
    const [row] = await tx.query<ClientRow[]>('select * from client where id = $1 for share', [id]);
    // Read after the lock: whoever replaces a secret without overlap meanwhile revokes what was issued before this moment.
    const now = this.clock.now();
    const refusal =
      !row || row.disabled_at !== null
        ? SignInRefusal.DISABLED
        : !(await isLive(tx, secretId, now))
          ? SignInRefusal.SECRET_WRONG
          : wanted.every((scope) => row.scopes.includes(scope))
            ? null
            : SignInRefusal.ROLE_NOT_HELD;
    if (!row || refusal !== null) {
      await logRefusal(tx, subjectOf(row ?? null), refusal ?? SignInRefusal.DISABLED);
      return null;
    }
    const issuedAtS = Math.floor(now.getTime() / 1000);
    const expiresAtS = issuedAtS + this.ttlS;
    const tokenId = newId();
    await logIssue(tx, subjectOf(row), { tokenId, expiresAt: new Date(expiresAtS * 1000), holding: null });
    return { row, scopes: wanted.length > 0 ? wanted : row.scopes, tokenId, issuedAtS, expiresAtS };
  }
}

async function isLive(tx: ActTransaction, secretId: string, now: Date): Promise<boolean> {
  const live = await tx.query<unknown[]>(
    'select 1 from client_secret where id = $1 and (expires_at is null or expires_at > $2)',
    [secretId, now],
  );
  return live.length > 0;
}

function subjectOf(client: ClientRow | null): SignInSubject {
  return {
    grantType: GrantType.CLIENT_CREDENTIALS,
    ...(client && { clientId: client.id, regionCode: client.region_code }),
  };
}
