import { describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { asFixture, testTransitions, useTestDatabase } from '@nuan/testing';

import { parcelDatabase, parcelMachine } from '../testing/parcel.database';

describe('the guards of tables', () => {
  const database = useTestDatabase(parcelDatabase);
  testTransitions({ machine: parcelMachine, database, table: 'parcel' });

  it('lets the application begin a row in the first state alone', async () => {
    const insert = (status: string) =>
      asFixture(database.app, (tx) =>
        tx.query(`insert into parcel (id, region_code, status, weight) values ($1, '340103', $2, 1)`, [
          newId(),
          status,
        ]),
      );
    await expect(insert('PACKED')).resolves.toBeDefined();
    await expect(insert('SENT')).rejects.toMatchObject({ constraint: 'parcel_status_transition' });
  });
});
