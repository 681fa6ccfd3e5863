import { booleanField, connectionOf, defineList, enumField, regionField, textField } from '@nuan/federation';

import { ClientKind } from './client-kind';
import { Client } from './client.entity';

/** How clients are filtered, sorted and paged. */
export const clientList = defineList({
  name: 'Client',
  from: 'client c',
  id: 'c.id',
  scope: 'c.region_code',
  fields: {
    clientId: textField('c.client_id', 'Name that it signs in with (客户端标识).'),
    kind: enumField(ClientKind, 'c.kind', 'Kind (类别).'),
    department: textField('c.department', 'Department that runs it (所属部门).'),
    subgraph: textField('c.subgraph', 'The one subgraph that its tokens are good for (子图).'),
    region: regionField('c.region_code', 'The smallest division that holds all its regions (所在区划).'),
    disabled: booleanField('(c.disabled_at is not null)', 'Whether it is disabled (是否停用).'),
  },
  order: { CLIENT_ID: { sql: 'c.client_id', type: 'text', description: 'Name that it signs in with (客户端标识).' } },
  defaultOrder: [['CLIENT_ID', 'ASC']],
});

/** A page of clients. */
export const ClientConnection = connectionOf(Client, 'Client', 'clients (客户端)');
