import { registerEnum } from '@nuan/federation';

/** How a token was asked for (登录方式). */
export enum GrantType {
  TOKEN_EXCHANGE = 'TOKEN_EXCHANGE',
  CLIENT_CREDENTIALS = 'CLIENT_CREDENTIALS',
}

registerEnum(GrantType, 'GrantType', 'How a token was asked for (登录方式).', {
  TOKEN_EXCHANGE: 'By a token of an accepted issuer, for a person (身份令牌交换).',
  CLIENT_CREDENTIALS: 'By a client’s own secret (客户端凭据).',
});

/** What came of it (登录结果). */
export enum SignInOutcome {
  ISSUED = 'ISSUED',
  REFUSED = 'REFUSED',
}

registerEnum(SignInOutcome, 'SignInOutcome', 'What came of it (登录结果).', {
  ISSUED: 'A token was issued (已签发).',
  REFUSED: 'None was issued (已拒绝).',
});

/** Why no token was issued (拒绝原因): for the record alone, callers are not told. */
export enum SignInRefusal {
  TOKEN_INVALID = 'TOKEN_INVALID',
  IDENTITY_UNKNOWN = 'IDENTITY_UNKNOWN',
  DISABLED = 'DISABLED',
  ROLE_NOT_HELD = 'ROLE_NOT_HELD',
  ROLE_TO_BE_CHOSEN = 'ROLE_TO_BE_CHOSEN',
  SECRET_WRONG = 'SECRET_WRONG',
  CLIENT_UNKNOWN = 'CLIENT_UNKNOWN',
  TOO_MANY_REQUESTS = 'TOO_MANY_REQUESTS',
}

registerEnum(SignInRefusal, 'SignInRefusal', 'Why no token was issued (拒绝原因).', {
  TOKEN_INVALID: 'The token of the other issuer does not hold (身份令牌无效).',
  IDENTITY_UNKNOWN: 'Its subject is linked to no user (身份未绑定).',
  DISABLED: 'User or client is disabled (已停用).',
  ROLE_NOT_HELD: 'The role, delegation or emergency access asked for is not held now (未持有该岗位).',
  ROLE_TO_BE_CHOSEN: 'Several roles are held; they were told, and none was chosen (待选岗位).',
  SECRET_WRONG: 'The client’s secret is wrong (密钥错误).',
  CLIENT_UNKNOWN: 'There is no such client (客户端不存在).',
  TOO_MANY_REQUESTS: 'Asked too often; the first of a minute stands for all of it (请求过于频繁).',
});
