import {
  booleanField,
  connectionOf,
  defineList,
  enumField,
  idField,
  instantField,
  regionField,
} from '@nuan/federation';

import { PersonRole } from '../role/person-role';
import { Delegation } from './delegation.entity';

/** How delegations are filtered, sorted and paged. */
export const delegationList = defineList({
  name: 'Delegation',
  from: 'delegation d',
  id: 'd.id',
  scope: 'd.region_code',
  fields: {
    assignmentId: idField('d.assignment_id', 'The assignment that it is lent out of (原岗位授权).'),
    delegatorId: idField('d.delegator_id', 'Who lends it (委托人).'),
    delegateId: idField('d.delegate_id', 'Who acts (代理人).'),
    role: enumField(PersonRole, 'd.role', 'The role (角色).'),
    region: regionField('d.region_code', 'The smallest division that holds all its regions (所在区划).'),
    validTo: instantField('d.valid_to', 'Until when (失效时间).'),
    ended: booleanField('(d.ended_at is not null)', 'Whether it was ended early (是否提前结束).'),
  },
  order: { CREATED_AT: { sql: 'd.created_at', type: 'timestamptz', description: 'When it was given (委托时间).' } },
  defaultOrder: [['CREATED_AT', 'DESC']],
});

/** A page of delegations. */
export const DelegationConnection = connectionOf(Delegation, 'Delegation', 'delegations (代理)');
