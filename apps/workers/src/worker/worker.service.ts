import { assertCan, type Viewer } from '@nuan/auth';
import { maskName, prepared, rowMapping } from '@nuan/database';
import { FaultError } from '@nuan/errors';
import { alignMany, alignOne, type Batch, RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { Consent } from '../filing/consent.entity';
import { type HealthMask, healthMaskOf } from './health-mask';
import { HouseholdMember } from './household-member';
import { HouseholdRelation } from './household-relation';
import { Worker } from './worker.entity';
import { workerList } from './worker.list';

const rows = rowMapping(Worker, 'w');
const consents = rowMapping(Consent, 'c');

/** Reads persons (职工及家庭成员) within the viewer's regions. What is sealed stays sealed here: it is shown by masks. */
export class WorkerService extends RegionalReader<Worker> {
  constructor(db: DataSource) {
    super(db, { entity: Worker, action: 'worker:read', list: workerList, alias: 'w' });
  }

  /** Heads and students of households that the viewer already sees, in one statement; index-aligned. */
  readonly loadInHouseholds: Batch<string, Worker> = async (viewer, ids) => {
    const people = alignOne(ids, await this.selectSeen(viewer, 'w.id = any($1::uuid[])', ids), ({ id }) => id);
    return people.map((person) => {
      if (!person) throw new FaultError('a household names a person that does not exist');
      return person;
    });
  };

  /** The members of each household that the viewer already sees, in one statement, the head first; index-aligned. */
  readonly loadMembers: Batch<string, readonly HouseholdMember[]> = async (viewer, householdIds) => {
    const members = await this.selectSeen(
      viewer,
      `w.household_id = any($1::uuid[]) order by w.relation <> 'HEAD', w.id`,
      householdIds,
    );
    return alignMany(householdIds, members, ({ householdId }) => householdId ?? '').map((household) =>
      household.map((person) => new HouseholdMember(person, person.relation ?? HouseholdRelation.OTHER)),
    );
  };

  /** The consents of each person that the viewer already sees, in one statement, oldest first; index-aligned. */
  readonly loadConsents: Batch<string, readonly Consent[]> = async (viewer, personIds) => {
    assertCan(viewer, 'filing:read');
    const sql = `select ${consents.columns} from consent c where c.worker_id = any($1::uuid[]) order by c.given_at, c.id`;
    const found = await this.db.query<Record<string, unknown>[]>(sql, [personIds]);
    return alignMany(personIds, found.map(consents.map), ({ personId }) => personId ?? '');
  };

  /** The masked name of a person. */
  nameMaskOf({ name }: Worker): string {
    return maskName(name);
  }

  /**
   * The masked ID number; null when none is on file.
   *
   * @throws ForbiddenError when the viewer's role doesn't see it.
   */
  idMaskOf(viewer: Viewer, { idNumberMask }: Worker): string | null {
    assertCan(viewer, 'identity:read');
    return idNumberMask;
  }

  /**
   * The masked phone number; null when none is on file.
   *
   * @throws ForbiddenError when the viewer's role doesn't see it.
   */
  phoneMaskOf(viewer: Viewer, { phoneMask }: Worker): string | null {
    assertCan(viewer, 'phone:read');
    return phoneMask;
  }

  /**
   * Whether an illness or a disability of a person is on file; which one is revealed, on record.
   *
   * @throws ForbiddenError when the viewer's role doesn't see it.
   */
  healthMaskOf(viewer: Viewer, person: Worker): HealthMask {
    assertCan(viewer, 'health:read');
    return healthMaskOf(person);
  }

  private async selectSeen(viewer: Viewer, condition: string, keys: readonly string[]): Promise<Worker[]> {
    assertCan(viewer, 'worker:read');
    const sql = prepared(`select ${rows.columns} from worker w where ${condition}`);
    return (await this.db.query<Record<string, unknown>[]>(sql, [keys])).map(rows.map);
  }
}
