import { Acts } from '@nuan/facts';
import { auditQueries, type SubgraphDependencies } from '@nuan/federation';

import { ClientResolver } from './client/client.resolver';
import { ClientService } from './client/client.service';
import { ClientWriter } from './client/client.writer';
import { DelegationResolver } from './delegation/delegation.resolver';
import { DelegationService } from './delegation/delegation.service';
import { DelegationWriter } from './delegation/delegation.writer';
import { EmergencyAccessResolver } from './emergency/emergency-access.resolver';
import { EmergencyAccessService } from './emergency/emergency-access.service';
import { EmergencyAccessWriter } from './emergency/emergency-access.writer';
import { RoleAssignmentResolver } from './role/role-assignment.resolver';
import { RoleAssignmentService } from './role/role-assignment.service';
import { RoleAssignmentWriter } from './role/role-assignment.writer';
import { SignInResolver } from './sign-in/sign-in.resolver';
import { SignInService } from './sign-in/sign-in.service';
import { UserWriteResolver } from './user/user-write.resolver';
import { UserResolver } from './user/user.resolver';
import { UserService } from './user/user.service';
import { UserWriter } from './user/user.writer';

/** The administration of users, roles, delegations, emergencies and clients, ready to be asked. */
export function administration({ db, clock }: Pick<SubgraphDependencies, 'db' | 'clock'>): readonly object[] {
  const acts = new Acts(db, clock);
  const users = new UserService(db);
  const assignments = new RoleAssignmentService(db);
  const delegations = new DelegationService(db);
  const emergencies = new EmergencyAccessService(db);
  const clients = new ClientService(db);
  return [
    auditQueries('identityAudit', db),
    new UserResolver(users, assignments),
    new UserWriteResolver(new UserWriter(acts, clock, users)),
    new RoleAssignmentResolver(assignments, new RoleAssignmentWriter(acts, clock, assignments)),
    new DelegationResolver(delegations, new DelegationWriter(acts, clock, delegations)),
    new EmergencyAccessResolver(emergencies, new EmergencyAccessWriter(acts, clock, emergencies)),
    new ClientResolver(clients, new ClientWriter(acts, clock, clients)),
    new SignInResolver(new SignInService(db)),
  ];
}
