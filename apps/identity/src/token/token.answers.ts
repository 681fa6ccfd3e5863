import type { Holding } from './holding';

/** A token was issued. */
export class TokenIssued {
  constructor(
    readonly accessToken: string,
    readonly expiresInS: number,
    readonly scopes: readonly string[] = [],
  ) {}
}

/** No token was issued; why stands in the record of sign-ins and is not told. */
export class TokenRefused {
  readonly isRefused = true;
}

/** The person holds several roles and named none: a token is for one. */
export class RoleToBeChosen {
  constructor(readonly choices: readonly Holding[]) {}
}

/** What came of asking for a token. */
export type TokenAnswer = TokenIssued | TokenRefused | RoleToBeChosen;
