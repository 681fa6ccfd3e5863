import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { migrate, pendingMigrations, schemaDrift, undoMigrations } from '@nuan/database';
import { emitSchema } from '@nuan/federation';
import { useTestDatabase } from '@nuan/testing';

import { identitySubgraph } from './identity.subgraph';

describe('the schemas of identity', () => {
  const database = useTestDatabase(identitySubgraph.database);

  it('leave no difference between tables and entities', async () => {
    expect(await schemaDrift(database.owner)).toEqual([]);
  });

  it('go back migration by migration and forth again', async () => {
    const { migrations } = identitySubgraph.database;
    await undoMigrations(database.ownerUrl, identitySubgraph.database, migrations.length);
    expect(await pendingMigrations(database.ownerUrl, identitySubgraph.database)).toBe(true);
    expect(await migrate(database.ownerUrl, identitySubgraph.database)).toHaveLength(migrations.length);
  });

  it('are committed as they are emitted', async () => {
    const committed = readFileSync(join(__dirname, '..', 'schema.graphql'), 'utf8');
    expect(committed).toBe(await emitSchema(identitySubgraph));
  });

  it('let the application neither delete nor rewrite what was granted, issued or hashed', async () => {
    const denied = /permission denied/;
    for (const table of ['user_account', 'role_assignment', 'delegation', 'emergency_access', 'client', 'sign_in'])
      await expect(database.app.query(`delete from ${table}`)).rejects.toThrow(denied);
    await expect(database.app.query(`update role_assignment set role = 'PROVINCE'`)).rejects.toThrow(denied);
    await expect(database.app.query(`update role_assignment set read_regions = '{340000}'`)).rejects.toThrow(denied);
    await expect(database.app.query(`update emergency_access set ends_at = now()`)).rejects.toThrow(denied);
    await expect(database.app.query(`update client_secret set hash = salt`)).rejects.toThrow(denied);
    await expect(database.app.query(`update sign_in set outcome = 'ISSUED'`)).rejects.toThrow(denied);
    await expect(database.app.query(`delete from role_exclusion`)).rejects.toThrow(denied);
  });
});
