import { CreateIdentityTables1795564903000 } from '../migrations/1795564903000-create-identity-tables';

/** The history of this program's schema, oldest first. */
export const identityMigrations = [CreateIdentityTables1795564903000] as const;
