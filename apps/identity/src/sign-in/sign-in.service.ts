import { RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { SignIn } from './sign-in.entity';
import { signInList } from './sign-in.list';

/** Reads which tokens were issued and which refused (登录记录). */
export class SignInService extends RegionalReader<SignIn> {
  constructor(db: DataSource) {
    super(db, { entity: SignIn, action: 'user:read', list: signInList, alias: 's' });
  }
}
