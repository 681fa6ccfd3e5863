import { SigningKeys } from '@nuan/auth';
import { ConfigError } from '@nuan/config';
import { Acts } from '@nuan/facts';
import type { SubgraphDependencies } from '@nuan/federation';
import type { Logger } from '@nuan/telemetry';
import type { FastifyPluginAsync } from 'fastify';

import type { IdentitySettings } from './identity.config';
import { AcceptedIssuers } from './token/accepted-issuers';
import { AccessTokens } from './token/access-token';
import { ClientCredentialsService } from './token/client-credentials.service';
import { issuerRoutes } from './token/issuer.routes';
import { TokenExchangeService } from './token/token-exchange.service';
import { tokenRoutes } from './token/token.routes';

/**
 * The issuer's side of this program: tokens, keys and revocations over HTTP.
 *
 * @throws ConfigError at start when a variable is missing. @throws FaultError when a file can't be read.
 */
export function identityRoutes(
  { db, clock }: Pick<SubgraphDependencies, 'db' | 'clock'>,
  settings: IdentitySettings,
  logger: Logger,
): FastifyPluginAsync {
  return async (app) => {
    const { issuer, keysFile, acceptedIssuersFile } = settings;
    if (issuer === null || keysFile === null || acceptedIssuersFile === null)
      throw new ConfigError(
        Object.entries({
          NUAN_IDENTITY_ISSUER: issuer,
          NUAN_IDENTITY_KEYS: keysFile,
          NUAN_IDENTITY_ACCEPTS: acceptedIssuersFile,
        }).flatMap(([name, value]) => (value === null ? [`${name}: expected a value, got nothing; set it`] : [])),
      );
    const keys = new SigningKeys(keysFile);
    // A missing or damaged file ends the start, not the first request.
    await keys.signer(clock.now());
    const tokens = new AccessTokens(keys, issuer, settings.audience);
    const acts = new Acts(db, clock);
    const accepted = AcceptedIssuers.fromFile(acceptedIssuersFile, settings.mode);
    await app.register(
      tokenRoutes({
        exchange: new TokenExchangeService(db, acts, clock, accepted, tokens, settings.tokenTtlS),
        clients: new ClientCredentialsService(db, acts, clock, tokens, settings.tokenTtlS),
        logger,
      }),
    );
    await app.register(issuerRoutes({ issuer, keys, db, clock }));
  };
}
