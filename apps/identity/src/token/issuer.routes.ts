import type { SigningKeys } from '@nuan/auth';
import type { Clock } from '@nuan/kernel';
import type { FastifyPluginAsync } from 'fastify';
import type { DataSource } from 'typeorm';

import { listRevocations } from '../revocation/revocation';
import { TOKEN_EXCHANGE } from './token.routes';

/** What the papers of an issuer are made of. */
export interface IssuerPapers {
  readonly issuer: string;
  readonly keys: SigningKeys;
  readonly db: DataSource;
  readonly clock: Clock;
}

/** What everybody may read of an issuer: its keys, its endpoints, and what it has revoked. Opaque ids only. */
export function issuerRoutes({ issuer, keys, db, clock }: IssuerPapers): FastifyPluginAsync {
  return async (app) => {
    app.get('/.well-known/jwks.json', async () => keys.published(clock.now()));
    app.get('/.well-known/openid-configuration', async () => ({
      issuer,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      token_endpoint: `${issuer}/token`,
      revocations_endpoint: `${issuer}/revocations`,
      grant_types_supported: [TOKEN_EXCHANGE, 'client_credentials'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      id_token_signing_alg_values_supported: ['ES256'],
      response_types_supported: ['none'],
      subject_types_supported: ['public'],
    }));
    app.get('/revocations', async () => listRevocations(db, clock.now()));
  };
}
