import { RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { Client } from './client.entity';
import { clientList } from './client.list';

/** Reads which programs may sign in (客户端). */
export class ClientService extends RegionalReader<Client> {
  constructor(db: DataSource) {
    super(db, { entity: Client, action: 'user:read', list: clientList, alias: 'c' });
  }
}
