import { connectionOf, defineList, enumField, idField, instantField, regionField } from '@nuan/federation';

import { PersonRole } from '../role/person-role';
import { GrantType, SignInOutcome, SignInRefusal } from './sign-in-outcome';
import { SignIn } from './sign-in.entity';

/** How sign-ins are filtered, sorted and paged. */
export const signInList = defineList({
  name: 'SignIn',
  from: 'sign_in s',
  id: 's.id',
  // Whoever is refused without being known belongs to no region: those who see the whole province see it.
  scope: `coalesce(s.region_code, '34')`,
  fields: {
    grantType: enumField(GrantType, 's.grant_type', 'How a token was asked for (登录方式).'),
    outcome: enumField(SignInOutcome, 's.outcome', 'What came of it (结果).'),
    refusal: enumField(SignInRefusal, 's.refusal', 'Why it was refused (拒绝原因).'),
    userId: idField('s.user_id', 'The user (用户).'),
    clientId: idField('s.client_id', 'The client (客户端).'),
    role: enumField(PersonRole, 's.role', 'Role of the token (角色).'),
    region: regionField('s.region_code', 'Where the user or client belongs (所在区划).'),
    emergencyId: idField('s.emergency_id', 'The emergency access that it rests on (应急授权).'),
    happenedAt: instantField('s.happened_at', 'When (时间).'),
  },
  order: { HAPPENED_AT: { sql: 's.happened_at', type: 'timestamptz', description: 'When (时间).' } },
  defaultOrder: [['HAPPENED_AT', 'DESC']],
});

/** A page of sign-ins. */
export const SignInConnection = connectionOf(SignIn, 'SignIn', 'sign-ins (登录记录)');
