import { mutationResult } from '@nuan/federation';

import { RoleAssignment } from './role-assignment.entity';

export const GrantRoleResult = mutationResult('GrantRoleResult', 'What came of granting (授权结果).', () => [
  RoleAssignment,
]);

export const RevokeRoleResult = mutationResult('RevokeRoleResult', 'What came of revoking (撤销结果).', () => [
  RoleAssignment,
]);
