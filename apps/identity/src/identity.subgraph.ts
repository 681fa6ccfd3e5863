import { defineSubgraph, type SubgraphDefinition } from '@nuan/federation';
import { REFERENCE_VERSION } from '@nuan/regions';

import { emergencyMetrics } from './emergency/emergency.metrics';
import { identityEntities } from './identity.entities';
import { identityMigrations } from './identity.migrations';
import { type IdentitySettings, readIdentitySettings } from './identity.config';
import { administration } from './identity.parts';
import { identityRoutes } from './identity.routes';
import { identityColumns } from './policy/columns.sensitivity';
import { identityPolicy } from './policy/identity.policy';
import { keptRevocations } from './revocation/kept-revocations';
import { rotateKey } from './token/rotate-key.command';
import { registerServiceCommand } from './client/register-service.command';
import { appointCommand } from './user/appoint.command';
import { seedDevelopment } from './user/seed-development.command';

/**
 * Composition root of identity (用户、岗位、令牌): users, roles, delegations, emergency access and clients, and the issuer of the
 * tokens that the rest of the platform accepts. It is built like a subgraph and is none: no gateway asks it.
 */
export function identityOver(settings: IdentitySettings): SubgraphDefinition {
  return defineSubgraph({
    name: 'identity',
    title: 'Identity (用户与授权): users, roles, delegations, emergency access, clients, tokens',
    defaultPort: 4006,
    referenceVersion: REFERENCE_VERSION,
    database: { entities: [...identityEntities], migrations: [...identityMigrations], columns: identityColumns },
    policy: identityPolicy,
    commands: {
      ...{ 'rotate-key': rotateKey, appoint: appointCommand, 'register-service': registerServiceCommand },
      'seed-development': seedDevelopment,
    },
    revocations: ({ db, clock }) => keptRevocations(db, clock),
    compose: ({ db, clock }) => ({
      resolvers: administration({ db, clock }),
      references: {},
      metrics: () => emergencyMetrics(db, clock),
      routes: (logger) => identityRoutes({ db, clock }, settings, logger),
    }),
  });
}

/** The program without an issuer's settings: its schema and database, for tools and specs. */
export const identitySubgraph = identityOver(readIdentitySettings({}));
