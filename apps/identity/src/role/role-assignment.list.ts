import {
  booleanField,
  connectionOf,
  defineList,
  enumField,
  idField,
  instantField,
  regionField,
} from '@nuan/federation';

import { PersonRole } from './person-role';
import { RoleAssignment } from './role-assignment.entity';

/** How role assignments are filtered, sorted and paged. */
export const roleAssignmentList = defineList({
  name: 'RoleAssignment',
  from: 'role_assignment a',
  id: 'a.id',
  scope: 'a.region_code',
  fields: {
    userId: idField('a.user_id', 'Who holds it (用户).'),
    role: enumField(PersonRole, 'a.role', 'The role (角色).'),
    region: regionField('a.region_code', 'The smallest division that holds all its regions (所在区划).'),
    validFrom: instantField('a.valid_from', 'From when it holds (生效时间).'),
    validTo: instantField('a.valid_to', 'Until when (失效时间); isNull true: without an end.'),
    revoked: booleanField('(a.revoked_at is not null)', 'Whether it is revoked (是否撤销).'),
  },
  order: { GRANTED_AT: { sql: 'a.granted_at', type: 'timestamptz', description: 'When it was granted (授权时间).' } },
  defaultOrder: [['GRANTED_AT', 'DESC']],
});

/** A page of role assignments. */
export const RoleAssignmentConnection = connectionOf(RoleAssignment, 'RoleAssignment', 'role assignments (岗位授权)');
