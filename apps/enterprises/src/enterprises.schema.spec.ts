import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { migrate, pendingMigrations, schemaDrift, undoMigrations } from '@nuan/database';
import { emitSchema } from '@nuan/federation';
import { useTestDatabase } from '@nuan/testing';

import { enterprisesSubgraph } from './enterprises.subgraph';

describe('the schemas of enterprises', () => {
  const database = useTestDatabase(enterprisesSubgraph.database);

  it('leave no difference between tables and entities', async () => {
    expect(await schemaDrift(database.owner)).toEqual([]);
  });

  it('go back migration by migration and forth again', async () => {
    const { migrations } = enterprisesSubgraph.database;
    await undoMigrations(database.ownerUrl, enterprisesSubgraph.database, migrations.length);
    expect(await pendingMigrations(database.ownerUrl, enterprisesSubgraph.database)).toBe(true);
    expect(await migrate(database.ownerUrl, enterprisesSubgraph.database)).toHaveLength(migrations.length);
  });

  it('are committed as they are emitted', async () => {
    const committed = readFileSync(join(__dirname, '..', 'schema.graphql'), 'utf8');
    expect(committed).toBe(await emitSchema(enterprisesSubgraph));
  });

  it('let the application read and record but neither delete nor touch what the database derives', async () => {
    const denied = /permission denied/;
    await expect(database.app.query('delete from enterprise_visit')).rejects.toThrow(denied);
    await expect(database.app.query('delete from distress_period')).rejects.toThrow(denied);
    await expect(database.app.query(`update enterprise set distress_kind = 'OTHER'`)).rejects.toThrow(denied);
    await expect(database.owner.query(`update enterprise set name = name`)).resolves.toBeDefined();
  });
});
