import { assertCan, type Viewer } from '@nuan/auth';
import { type FieldCipher, maskName } from '@nuan/database';
import { FaultError, NotFoundError } from '@nuan/errors';
import type { Batch, Connection, ListRequest } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { alignMany, alignOne } from '../batch-alignment';
import { scopePatterns } from '../region-scope';
import { rowMapping } from '../row-mapping';
import { Disability } from './disability';
import { HealthStatus } from './health-status';
import { HouseholdMember } from './household-member';
import { HouseholdRelation } from './household-relation';
import { assertMaySee } from './personal-detail';
import { Worker } from './worker.entity';
import { workerList } from './worker.list';

const rows = rowMapping(Worker, 'w');

/** Reads persons (职工及家庭成员) within the viewer's regions, and opens of what is sealed only what the viewer may see. */
export class WorkerService {
  constructor(
    private readonly db: DataSource,
    private readonly cipher: FieldCipher,
  ) {}

  /** Persons by id in one statement; index-aligned, null for an id that is unknown or outside the viewer's regions. */
  readonly loadMany = async (viewer: Viewer, ids: readonly string[]): Promise<(Worker | null)[]> =>
    alignOne(
      ids,
      await this.select(viewer, 'w.id = any($1::uuid[]) and w.region_code like any($2::text[])', [
        ids,
        scopePatterns(viewer),
      ]),
      ({ id }) => id,
    );

  /** Heads and students of households that the viewer already sees, in one statement; index-aligned. */
  readonly loadInHouseholds: Batch<string, Worker> = async (viewer, ids) => {
    const people = alignOne(ids, await this.select(viewer, 'w.id = any($1::uuid[])', [ids]), ({ id }) => id);
    return people.map((person) => {
      if (!person) throw new FaultError('a household names a person that does not exist');
      return person;
    });
  };

  /** The members of each household that the viewer already sees, in one statement, the head first; index-aligned. */
  readonly loadMembers: Batch<string, readonly HouseholdMember[]> = async (viewer, householdIds) => {
    const members = await this.select(viewer, `w.household_id = any($1::uuid[]) order by w.relation <> 'HEAD', w.id`, [
      householdIds,
    ]);
    return alignMany(householdIds, members, ({ householdId }) => householdId).map((household) =>
      household.map((person) => new HouseholdMember(person, person.relation ?? HouseholdRelation.OTHER)),
    );
  };

  /**
   * One person.
   *
   * @throws NotFoundError when the id is unknown or outside the viewer's regions.
   */
  async get(viewer: Viewer, id: string): Promise<Worker> {
    const [worker] = isUuid(id) ? await this.loadMany(viewer, [id]) : [];
    if (!worker) throw new NotFoundError('Worker', id);
    return worker;
  }

  /** A page of persons. */
  async list(viewer: Viewer, request: ListRequest): Promise<Connection<Worker>> {
    assertCan(viewer, 'worker:read');
    return workerList.page(this.db, viewer, request, { select: rows.columns, map: rows.map });
  }

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
    assertMaySee(viewer, 'identity');
    return idNumberMask;
  }

  /**
   * The masked phone number; null when none is on file.
   *
   * @throws ForbiddenError when the viewer's role doesn't see it.
   */
  phoneMaskOf(viewer: Viewer, { phoneMask }: Worker): string | null {
    assertMaySee(viewer, 'identity');
    return phoneMask;
  }

  /**
   * The health of a person; GOOD when no illness is on file.
   *
   * @throws ForbiddenError when the viewer's role doesn't see it.
   */
  healthOf(viewer: Viewer, { healthSealed }: Worker): HealthStatus {
    assertMaySee(viewer, 'health');
    if (healthSealed === null) return HealthStatus.GOOD;
    const text = this.cipher.open(healthSealed);
    const status = Object.values(HealthStatus).find((value) => value === text);
    if (!status) throw new FaultError('a sealed state of health is not in the code list');
    return status;
  }

  /**
   * The certified disability of a person; null for none.
   *
   * @throws ForbiddenError when the viewer's role doesn't see it.
   */
  disabilityOf(viewer: Viewer, { disabilitySealed }: Worker): Disability | null {
    assertMaySee(viewer, 'health');
    return disabilitySealed === null ? null : Disability.parse(this.cipher.open(disabilitySealed));
  }

  private async select(viewer: Viewer, condition: string, params: readonly unknown[]): Promise<Worker[]> {
    assertCan(viewer, 'worker:read');
    const sql = `select ${rows.columns} from worker w where ${condition}`;
    return (await this.db.query<Record<string, unknown>[]>(sql, [...params])).map(rows.map);
  }
}
