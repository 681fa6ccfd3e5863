import { booleanField, connectionOf, defineList, idField, instantField, regionField } from '@nuan/federation';

import { User } from './user.entity';

/** How users are filtered, sorted and paged. */
export const userList = defineList({
  name: 'User',
  from: 'user_account u',
  id: 'u.id',
  scope: 'u.region_code',
  fields: {
    region: regionField('u.region_code', 'Where the user belongs (所属区划).'),
    unionId: idField('u.union_id', 'The user’s own union (所属工会).'),
    createdAt: instantField('u.created_at', 'When it was made (建立时间).'),
    disabled: booleanField('(u.disabled_at is not null)', 'Whether it is disabled (是否停用).'),
  },
  order: {
    CREATED_AT: { sql: 'u.created_at', type: 'timestamptz', description: 'When it was made (建立时间).' },
    REGION: { sql: 'u.region_code', type: 'text', description: 'Region code (行政区划代码).' },
  },
  defaultOrder: [['CREATED_AT', 'DESC']],
});

/** A page of users. */
export const UserConnection = connectionOf(User, 'User', 'users (用户)');
