import { ClientSecret } from './client/client-secret.entity';
import { Client } from './client/client.entity';
import { Delegation } from './delegation/delegation.entity';
import { EmergencyAccess } from './emergency/emergency-access.entity';
import { TokenRevocation } from './revocation/token-revocation.entity';
import { RoleAssignment } from './role/role-assignment.entity';
import { SignIn } from './sign-in/sign-in.entity';
import { ExternalIdentity } from './user/external-identity.entity';
import { User } from './user/user.entity';

/** Every table of this program, beside those of the foundation. */
export const identityEntities = [
  User,
  ExternalIdentity,
  RoleAssignment,
  Delegation,
  EmergencyAccess,
  Client,
  ClientSecret,
  SignIn,
  TokenRevocation,
] as const;
