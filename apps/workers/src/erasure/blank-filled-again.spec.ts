import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate } from '@nuan/database';
import { createTestDatabase, type DisposableDatabase } from '@nuan/testing';

import { BlankFilledAgain1795565160000 } from '../../migrations/1795565160000-blank-filled-again';
import { anApplicationAt } from '../filing/application-builder';
import { ApplicationStatus } from '../filing/application-status';
import { workersSubgraph } from '../workers.subgraph';

const FILLED = { birth_year: 1971, id_number_mask: '349900********1234' };

describe('persons of an erased application, from before every blank was compared', () => {
  const { database } = workersSubgraph;
  const epochOf = ({ name }: { readonly name: string }): number => Number(name.slice(-13));
  const before = database.migrations.filter((made) => epochOf(made) < epochOf(BlankFilledAgain1795565160000));
  let db: DisposableDatabase;
  beforeAll(async () => {
    db = await createTestDatabase({ ...database, migrations: before });
  }, 120_000);
  afterAll(() => db.drop());

  it('lose the year of birth and the number that a step had filled again, and others keep theirs', async () => {
    const [erased, other] = [
      await anApplicationAt(db.owner, ApplicationStatus.WITHDRAWN),
      await anApplicationAt(db.owner, ApplicationStatus.WITHDRAWN),
    ];
    await db.owner.query(`update filing_application set erased_on = '2017-01-20' where id = $1`, [erased.id]);
    await db.owner.query('update filing_person set name = name where application_id = $1', [erased.id]);
    await db.owner.query('alter table filing_person disable trigger filing_person_stays_erased');
    await db.owner.query('update filing_person set birth_year = $1, id_number_mask = $2', Object.values(FILLED));
    await db.owner.query('alter table filing_person enable trigger filing_person_stays_erased');
    await migrate(db.ownerUrl, database);
    const columns = 'application_id, birth_year, id_number_mask';
    const left = await db.owner.query<object[]>(`select ${columns} from filing_person order by id_number_mask`);
    expect(left).toEqual([
      { application_id: erased.id, birth_year: 1900, id_number_mask: '' },
      { application_id: other.id, ...FILLED },
    ]);
  });
});
