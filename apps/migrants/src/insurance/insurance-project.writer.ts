import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, type Refusal, RuleBroken } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';

import { assertPlace, assertEnterpriseKnown } from '../region-and-enterprise';
import type { InsuranceProject } from './insurance-project.entity';
import type {
  CloseProjectInput,
  InsuranceStepInput,
  RecordInsuranceInput,
  RegisterProjectInput,
} from './insurance-project.inputs';
import type { InsuranceProjectService } from './insurance-project.service';
import { addProjects } from './new-project';

const PROJECT_KNOWN = 'This builder has a project of this name here: record its insurance.';

interface LockedProject {
  readonly id: string;
  readonly enterprise_id: string;
  readonly started_on: LocalDate;
  readonly insured_on: LocalDate | null;
  readonly workers_covered: number;
  readonly closed_on: LocalDate | null;
}

/** Writes construction projects and their injury insurance (同舟计划). */
export class InsuranceProjectWriter {
  constructor(
    private readonly acts: Acts,
    private readonly projects: InsuranceProjectService,
  ) {}

  /**
   * Registers a project, not yet insured; the same builder has one of this name in a region.
   *
   * @throws ForbiddenError when the region is outside the viewer's write regions.
   * @throws NotFoundError when the enterprise is unknown.
   */
  async register(
    viewer: Viewer,
    { idempotencyKey, ...input }: RegisterProjectInput,
  ): Promise<InsuranceProject | Refusal> {
    assertMayWrite(viewer, input.regionCode, 'insurance:write');
    return this.acts.once<InsuranceProject, Refusal>(
      viewer,
      'insurance.register',
      { key: idempotencyKey, request: input },
      async (tx) => {
        assertPlace(tx, input.regionCode, input.startedOn);
        await assertEnterpriseKnown(tx, input.enterpriseId);
        const [id = null] = await addProjects(tx, [input]);
        if (id === null) return tx.refuse(new RuleBroken('PROJECT_KNOWN', 'name', PROJECT_KNOWN));
        tx.about('InsuranceProject', id);
        tx.within(input.regionCode);
        tx.note({ startedOn: input.startedOn });
        return id;
      },
      (id) => this.projects.written(viewer, id),
    );
  }

  /** Records that a project is insured, by its proof; recorded again, it changes workers and proof, and the first day stays. */
  recordInsurance(viewer: Viewer, input: RecordInsuranceInput): Promise<InsuranceProject | Refusal> {
    return this.change(viewer, 'insurance.record', input, async (tx, row) => {
      const insuredOn = row.insured_on ?? input.insuredOn ?? tx.today;
      if (insuredOn > tx.today) {
        const message = 'Insurance is recorded once it has begun.';
        tx.refuse(new RuleBroken('INSURED_IN_FUTURE', 'insuredOn', message, { latest: tx.today }));
      }
      await tx.query(
        `update insurance_project set insured = true, insured_on = $2, workers_covered = $3, proof_ref = $4, version = version + 1
         where id = $1`,
        [row.id, insuredOn, input.workersCovered, input.proofRef],
      );
      tx.note({ insuredOn, workersCoveredBefore: row.workers_covered, workersCovered: input.workersCovered });
    });
  }

  /** Ends a project: from this day it is no longer in progress, insured or not. */
  close(viewer: Viewer, input: CloseProjectInput): Promise<InsuranceProject | Refusal> {
    return this.change(viewer, 'insurance.close', input, async (tx, row) => {
      const closedOn = input.closedOn ?? tx.today;
      if (closedOn < row.started_on || closedOn > tx.today) {
        const message = 'Work ends between the day it began and today.';
        const bounds = { earliest: row.started_on, latest: tx.today };
        tx.refuse(new RuleBroken('CLOSED_OUTSIDE_WORK', 'closedOn', message, bounds));
      }
      await tx.query('update insurance_project set closed_on = $2, version = version + 1 where id = $1', [
        row.id,
        closedOn,
      ]);
      tx.note({ closedOn, isInsured: row.insured_on !== null });
    });
  }

  private async change(
    viewer: Viewer,
    action: string,
    { id, expectedVersion }: InsuranceStepInput,
    write: (tx: ActTransaction, row: LockedProject) => Promise<void>,
  ): Promise<InsuranceProject | Refusal> {
    assertCan(viewer, 'insurance:write');
    const outcome = await this.acts.perform<string, Refusal>(viewer, action, async (tx) => {
      const target = { table: 'insurance_project', entity: 'InsuranceProject', id, expectedVersion };
      const row = await lockRow<LockedProject>(tx, target);
      if (row.closed_on !== null) {
        const message = 'The work has ended: nothing more is recorded.';
        tx.refuse(new RuleBroken('PROJECT_CLOSED', 'id', message, { closedOn: row.closed_on }));
      }
      tx.about('Enterprise', row.enterprise_id);
      await write(tx, row);
      return id;
    });
    return typeof outcome === 'string' ? this.projects.written(viewer, outcome) : outcome;
  }
}
