import { viewerWithoutToken } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Clock, newId } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { roleOf } from '../role/person-role';
import { GrantType, SignInRefusal } from '../sign-in/sign-in-outcome';
import { IDENTITY_PROGRAM } from '../system.viewer';
import type { AcceptedIssuers, ExternalSubject } from './accepted-issuers';
import type { AccessTokens } from './access-token';
import { findHoldings, type Holding, holdUsers, type WantedRole } from './holding';
import { logIssue, logRefusal, type SignInSubject } from './sign-in.log';
import { RoleToBeChosen, type TokenAnswer, TokenIssued, TokenRefused } from './token.answers';

/** What a person shows and asks for. */
export interface ExchangeRequest extends WantedRole {
  readonly subjectToken: string;
}

interface KnownUser {
  readonly id: string;
  readonly region_code: string;
}

interface Decided {
  readonly holding: Holding;
  readonly tokenId: string;
  readonly issuedAtS: number;
  readonly expiresAtS: number;
}

/** Gives a person a token for one of its roles, on showing a token of an accepted issuer (RFC 8693). */
export class TokenExchangeService {
  constructor(
    private readonly db: DataSource,
    private readonly acts: Acts,
    private readonly clock: Clock,
    private readonly issuers: AcceptedIssuers,
    private readonly tokens: AccessTokens,
    private readonly ttlS: number,
  ) {}

  /**
   * A token for the role that is asked for, never living longer than the role is held. Issued or refused, it is on record.
   *
   * @throws UnavailableError when the other issuer's keys can't be fetched.
   */
  async exchange(request: ExchangeRequest): Promise<TokenAnswer> {
    const external = await this.issuers.verify(request.subjectToken, this.clock.now());
    const user = external && (await this.findUser(external));
    if (!external || !user) {
      const refusal = external ? SignInRefusal.IDENTITY_UNKNOWN : SignInRefusal.TOKEN_INVALID;
      const subject = { grantType: GrantType.TOKEN_EXCHANGE, ...(external && { issuer: external.issuer }) };
      await this.acts.perform(IDENTITY_PROGRAM, 'token.exchange', (tx) => logRefusal(tx, subject, refusal));
      return new TokenRefused();
    }
    const actor = viewerWithoutToken({
      subject: user.id,
      role: request.role === null ? 'admin' : roleOf(request.role),
    });
    const subject = {
      ...{ grantType: GrantType.TOKEN_EXCHANGE, userId: user.id, regionCode: user.region_code },
      issuer: external.issuer,
    };
    const decided = await this.acts.perform<Decided | TokenRefused | RoleToBeChosen, never>(
      actor,
      'token.exchange',
      (tx) =>
        beyondRegions('who signs in has no regions before the token', () =>
          this.decide(tx, user, external, subject, request),
        ),
    );
    if (decided instanceof TokenRefused || decided instanceof RoleToBeChosen) return decided;
    return this.sign(user, external, decided);
  }

  private async findUser({ issuer, subject }: ExternalSubject): Promise<KnownUser | null> {
    const [user] = await beyondRegions('who signs in is found by the name that the issuer knows', () =>
      this.db.query<KnownUser[]>(
        `select u.id, u.region_code from external_identity e join user_account u on u.id = e.user_id
         where e.issuer = $1 and e.subject = $2 and e.unlinked_at is null`,
        [issuer, subject],
      ),
    );
    return user ?? null;
  }

  private async decide(
    tx: ActTransaction,
    user: KnownUser,
    external: ExternalSubject,
    subject: SignInSubject,
    request: ExchangeRequest,
  ): Promise<Decided | TokenRefused | RoleToBeChosen> {
    const isEnabled = await holdUsers(tx, user.id, request.delegationId);
    // Read after the lock: whoever takes a role away meanwhile revokes what was issued before this moment.
    const now = this.clock.now();
    const isLinked = isEnabled && (await standsFor(tx, external, user.id));
    const holdings = isLinked ? await findHoldings(tx, user.id, request, now) : [];
    const [holding] = holdings;
    if (!holding) {
      const { DISABLED, IDENTITY_UNKNOWN, ROLE_NOT_HELD } = SignInRefusal;
      await logRefusal(tx, subject, !isEnabled ? DISABLED : !isLinked ? IDENTITY_UNKNOWN : ROLE_NOT_HELD);
      return new TokenRefused();
    }
    if (holdings.length > 1) {
      // Which roles somebody holds is told here, so that it was asked is on record.
      await logRefusal(tx, subject, SignInRefusal.ROLE_TO_BE_CHOSEN);
      return new RoleToBeChosen(holdings);
    }
    const issuedAtS = Math.floor(now.getTime() / 1000);
    const endsAtS = holding.endsAt === null ? Infinity : Math.floor(holding.endsAt.getTime() / 1000);
    const expiresAtS = Math.min(issuedAtS + this.ttlS, endsAtS);
    const tokenId = newId();
    await logIssue(tx, subject, { tokenId, expiresAt: new Date(expiresAtS * 1000), holding });
    return { holding, tokenId, issuedAtS, expiresAtS };
  }

  private async sign(user: KnownUser, external: ExternalSubject, decided: Decided): Promise<TokenIssued> {
    const { holding, tokenId, issuedAtS, expiresAtS } = decided;
    const accessToken = await this.tokens.sign({
      ...{ tokenId, issuedAtS, expiresAtS, subject: user.id, role: roleOf(holding.role), clientId: external.client },
      ...{ readRegions: holding.readRegions, writeRegions: holding.writeRegions, unionId: holding.unionId },
      ...{ readUnions: holding.readUnions, writeUnions: holding.writeUnions },
      ...{ onBehalfOf: holding.onBehalfOf, emergencyId: holding.emergencyId },
    });
    return new TokenIssued(accessToken, expiresAtS - issuedAtS);
  }
}

/** Whether the issuer's name still stands for the user, asked under the lock that unlinking takes. */
async function standsFor(tx: ActTransaction, { issuer, subject }: ExternalSubject, userId: string): Promise<boolean> {
  const standing = await tx.query<unknown[]>(
    'select 1 from external_identity where issuer = $1 and subject = $2 and user_id = $3 and unlinked_at is null',
    [issuer, subject, userId],
  );
  return standing.length > 0;
}
