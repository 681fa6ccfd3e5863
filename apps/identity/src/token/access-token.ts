import { type Role, type SigningKeys, TOKEN_ALGORITHM } from '@nuan/auth';
import { SignJWT } from 'jose';

/** What a token of ours says; what is absent or empty is left out of it. */
export interface AccessTokenContent {
  readonly tokenId: string;
  readonly subject: string;
  readonly role: Role;
  readonly readRegions: readonly string[];
  readonly writeRegions: readonly string[];
  readonly unionId?: string | null;
  readonly readUnions?: readonly string[] | null;
  readonly writeUnions?: readonly string[] | null;
  readonly department?: string | null;
  readonly subgraph?: string | null;
  readonly scopes?: readonly string[];
  readonly clientId?: string | null;
  readonly contract?: string | null;
  readonly rateClass?: string | null;
  /** A service of the platform itself, which no contract holds. */
  readonly isService?: boolean;
  readonly onBehalfOf?: string | null;
  readonly emergencyId?: string | null;
  readonly issuedAtS: number;
  readonly expiresAtS: number;
}

/** Signs access tokens (访问令牌) in the name of one issuer for one audience. */
export class AccessTokens {
  constructor(
    private readonly keys: SigningKeys,
    private readonly issuer: string,
    private readonly audience: string,
  ) {}

  /** The token, signed by the key that signs when it is issued. */
  async sign(content: AccessTokenContent): Promise<string> {
    const { kid, key } = await this.keys.signer(new Date(content.issuedAtS * 1000));
    return new SignJWT(claimsOf(content))
      .setProtectedHeader({ alg: TOKEN_ALGORITHM, kid, typ: 'at+jwt' })
      .setJti(content.tokenId)
      .setSubject(content.subject)
      .setIssuer(this.issuer)
      .setAudience(this.audience)
      .setIssuedAt(content.issuedAtS)
      .setNotBefore(content.issuedAtS)
      .setExpirationTime(content.expiresAtS)
      .sign(key);
  }
}

function claimsOf(content: AccessTokenContent): Record<string, unknown> {
  const { role, readRegions, writeRegions, unionId, department, subgraph, scopes = [], clientId } = content;
  const { contract, rateClass, onBehalfOf, emergencyId, readUnions, writeUnions, isService } = content;
  return {
    role,
    read: readRegions,
    write: writeRegions,
    ...(unionId && { union: unionId }),
    ...(readUnions && { read_unions: readUnions }),
    ...(writeUnions && { write_unions: writeUnions }),
    ...(department && { department }),
    ...(subgraph && { subgraph }),
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
    ...(clientId && { client_id: clientId }),
    ...(contract && { contract }),
    ...(rateClass && { rate_class: rateClass }),
    ...(isService && { service: true }),
    ...(onBehalfOf && { on_behalf_of: onBehalfOf }),
    ...(emergencyId && { emergency: emergencyId }),
  };
}
