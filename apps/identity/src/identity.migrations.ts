import { CreateIdentityTables1795564903000 } from '../migrations/1795564903000-create-identity-tables';
import { WallOffRegions1795564903100 } from '../migrations/1795564903100-wall-off-regions';

/** The history of this program's schema, oldest first. */
export const identityMigrations = [CreateIdentityTables1795564903000, WallOffRegions1795564903100] as const;
