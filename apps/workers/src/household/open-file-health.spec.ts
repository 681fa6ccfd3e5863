import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate } from '@nuan/database';
import { Acts } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import {
  createTestDatabase,
  type DisposableDatabase,
  testCipher,
  testClock,
  useTestDatabase,
  viewerWith,
} from '@nuan/testing';
import type { DataSource } from 'typeorm';

import { KeepNoWithdrawnHealth1795565014010 } from '../../migrations/1795565014010-keep-no-withdrawn-health';
import { anApplicationAt } from '../filing/application-builder';
import { ApplicationStatus } from '../filing/application-status';
import { aNewFile, aNewPerson, anIdNumber, aRow, aWorker } from '../row-builders';
import { Disability, DisabilityKind } from '../worker/disability';
import { HealthStatus } from '../worker/health-status';
import { workersSubgraph } from '../workers.subgraph';
import { openFile } from './open-file';
import { openFiles } from './open-files';

const WITHDRAWN = '2017-01-20T09:00:00+08:00';

/** A consent to keep data on health, of a person on file or of one of an application. */
const aConsent = (db: Pick<DataSource, 'query'>, whose: object, withdrawnAt: string | null): Promise<string> =>
  aRow(db as DataSource, 'consent', {
    ...{ purpose: 'HEALTH_DATA', text_version: '2016-1', channel: 'PAPER', given_at: '2016-11-01T09:00:00+08:00' },
    ...{ withdrawn_at: withdrawnAt, ...whose },
  });

describe('an illness whose consent was taken back', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const maker = viewerWith({ role: 'maker', read: ['340100'], subject: 'maker-1' });
  const ill = (idNumber: string) =>
    aNewFile({
      persons: [
        aNewPerson({ idNumber, health: HealthStatus.LIVER, disability: new Disability(DisabilityKind.LIMB, 2) }),
      ],
    });
  const kept = async (idNumber: string): Promise<unknown> =>
    (
      await db.owner.query<object[]>(
        'select health_sealed is not null as ill, disability_sealed is not null as disabled from worker where id_number_hash = $1',
        [testCipher.hash('id-number', idNumber)],
      )
    )[0];

  const known = (idNumber: string): Promise<string> =>
    aWorker(db.owner, { id_number_hash: testCipher.hash('id-number', idNumber) });

  describe.each(['alone', 'in a list'])('comes to no file that is opened %s', (way) => {
    const open = (idNumber: string): Promise<unknown> =>
      new Acts(db.app, testClock).perform<unknown>(maker, 'file.open', (tx) =>
        way === 'alone' ? openFile(tx, testCipher, ill(idNumber)) : openFiles(tx, testCipher, [ill(idNumber)]),
      );

    it('where it was taken back on file', async () => {
      const idNumber = anIdNumber();
      await aConsent(db.owner, { worker_id: await known(idNumber) }, WITHDRAWN);
      await open(idNumber);
      expect(await kept(idNumber)).toEqual({ ill: false, disabled: false });
    });

    it('where it was taken back in an application of somebody who isn’t on file', async () => {
      const idNumber = anIdNumber();
      const { id, headId } = await anApplicationAt(db.owner, ApplicationStatus.WITHDRAWN);
      await db.owner.query('update filing_person set id_number_hash = $2 where id = $1', [
        headId,
        testCipher.hash('id-number', idNumber),
      ]);
      await aConsent(db.owner, { application_id: id, filing_person_id: headId }, WITHDRAWN);
      await open(idNumber);
      expect(await kept(idNumber)).toEqual({ ill: false, disabled: false });
    });

    it('and comes where another consent is in force, or none was ever taken back', async () => {
      const [again, never] = [anIdNumber(), anIdNumber()];
      const workerId = await known(again);
      await aConsent(db.owner, { worker_id: workerId }, WITHDRAWN);
      await aConsent(db.owner, { worker_id: workerId }, null);
      for (const idNumber of [again, never]) {
        await open(idNumber);
        expect(await kept(idNumber)).toEqual({ ill: true, disabled: true });
      }
    });
  });
});

describe('rows from before consents were asked on every way', () => {
  const { database } = workersSubgraph;
  const epochOf = ({ name }: { readonly name: string }): number => Number(name.slice(-13));
  const before = database.migrations.filter((made) => epochOf(made) < epochOf(KeepNoWithdrawnHealth1795565014010));
  let db: DisposableDatabase;
  beforeAll(async () => {
    db = await createTestDatabase({ ...database, migrations: before });
  }, 120_000);
  afterAll(() => db.drop());

  it('lose the illness whose consent was taken back, and no other', async () => {
    const health = { health_sealed: testCipher.seal('LIVER'), disability_sealed: testCipher.seal('LIMB:2') };
    const [withdrawn, given, none] = [newId(), newId(), newId()];
    for (const id of [withdrawn, given, none]) await aWorker(db.owner, { id, ...health });
    await aConsent(db.owner, { worker_id: withdrawn }, WITHDRAWN);
    await aConsent(db.owner, { worker_id: given }, null);
    await migrate(db.ownerUrl, database);
    const left = await db.owner.query<object[]>(
      `select id, version, health_sealed is not null as ill, disability_sealed is not null as disabled from worker order by id`,
    );
    const rows = [
      { id: withdrawn, version: 2, ill: false, disabled: false },
      ...[given, none].map((id) => ({ id, version: 1, ill: true, disabled: true })),
    ];
    expect(left).toEqual(rows.sort((one, other) => one.id.localeCompare(other.id)));
  });
});
