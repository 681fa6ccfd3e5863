import { CreateIdentityTables1795564903000 } from '../migrations/1795564903000-create-identity-tables';
import { WallOffRegions1795564903100 } from '../migrations/1795564903100-wall-off-regions';
import { BoundRolesByUnions1795565006000 } from '../migrations/1795565006000-bound-roles-by-unions';
import { BoundAdministratorsByUnions1795565013000 } from '../migrations/1795565013000-bound-administrators-by-unions';

/** The history of this program's schema, oldest first. */
export const identityMigrations = [
  CreateIdentityTables1795564903000,
  WallOffRegions1795564903100,
  BoundRolesByUnions1795565006000,
  BoundAdministratorsByUnions1795565013000,
] as const;
