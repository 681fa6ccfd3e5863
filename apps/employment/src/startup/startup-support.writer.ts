import { assertCan, type Viewer } from '@nuan/auth';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, type Refusal, RuleBroken, TransitionRefused } from '@nuan/federation';
import { AidPurpose, type StateMachine } from '@nuan/kernel';

import { assertPositive, refuseFuture } from '../act-rules';
import { holdPerson } from '../held-person';
import { postPayment } from '../payment/payment-posting';
import { assertPaymentMade } from '../payment/programme-payment';
import { SpendingPurpose } from '../payment/spending-purpose';
import { placePerson } from '../placement/person-placement';
import { PlacementRoute } from '../placement/placement-route';
import type { Placement } from '../placement/placement.entity';
import type { PlacementService } from '../placement/placement.service';
import { ProjectState } from './project-state';
import { type LockedProject, writeProject } from './startup-move';
import type { StartupProject } from './startup-project.entity';
import { startupProjectMachine } from './startup-project.machine';
import type { StartupProjectService } from './startup-project.service';
import type { RecordStartupFundingInput, RecordStartupHireInput } from './startup-write.inputs';

const RUNNING: readonly ProjectState[] = [ProjectState.FUNDED, ProjectState.OPERATING];

/** What the support of a start-up comes to: money paid, and people taken on with proof (I28). */
export class StartupSupportWriter {
  constructor(
    private readonly acts: Acts,
    private readonly projects: StartupProjectService,
    private readonly placements: PlacementService,
  ) {}

  /** Records money that a disbursement of assistance paid; the first makes the project funded, and all together never exceed the award. */
  async fund(
    viewer: Viewer,
    { idempotencyKey: key, ...input }: RecordStartupFundingInput,
  ): Promise<StartupProject | Refusal> {
    assertCan(viewer, 'startup:write');
    assertPositive('amount', input.amount);
    return this.acts.once<StartupProject, Refusal>(
      viewer,
      'startup.fund',
      { key, request: input },
      async (tx) => {
        const project = await lockProject(tx, input.projectId);
        const paidOn = input.paidOn ?? tx.today;
        refuseFuture(tx, 'paidOn', paidOn);
        if (paidOn < project.applied_on)
          tx.refuse(
            new RuleBroken('PAID_AFTER_APPLICATION', 'paidOn', 'Money is paid after the application.', {
              earliest: project.applied_on,
            }),
          );
        await assertPaymentMade(tx, {
          ...{ disbursementId: input.disbursementId, purpose: AidPurpose.STARTUP },
          ...{ amountFen: input.amount, payeeId: project.leader_id },
        });
        if (RUNNING.includes(project.state)) await writeProject(tx, project.id, { state: project.state });
        else await writeProject(tx, project.id, { state: funded(tx, project.state), funded_on: paidOn });
        await postPayment(tx, {
          purpose: SpendingPurpose.STARTUP,
          targetId: project.id,
          regionCode: project.region_code,
          paidOn,
          amountFen: input.amount,
          availableFen: BigInt(project.amount_fen) - BigInt(project.paid_fen),
          disbursementId: input.disbursementId,
        });
        tx.about('Disbursement', input.disbursementId);
        return project.id;
      },
      (id) => this.projects.written(viewer, id),
    );
  }

  /**
   * Records a person whom a running project takes on: a placement with proof, which its region counts.
   *
   * @throws NotFoundError when project or person are unknown or outside the viewer's write regions.
   */
  async hire(viewer: Viewer, { idempotencyKey: key, ...input }: RecordStartupHireInput): Promise<Placement | Refusal> {
    assertCan(viewer, 'startup:write');
    return this.acts.once<Placement, Refusal>(
      viewer,
      'startup.hire',
      { key, request: input },
      async (tx) => {
        const project = await lockProject(tx, input.projectId);
        const person = await holdPerson(tx, input.personId);
        const placedOn = input.hiredOn ?? tx.today;
        refuseHire(tx, project, person.id, placedOn);
        return placePerson(tx, {
          ...{ person, placedOn, employerId: project.enterprise_id, startupProjectId: project.id, referralId: null },
          ...{ regionCode: project.region_code, routes: [PlacementRoute.STARTUP_HIRE], wage: input.wage ?? null },
          contractRef: input.contractRef,
        });
      },
      (id) => this.placements.written(viewer, id),
    );
  }
}

function lockProject(tx: ActTransaction, id: string): Promise<LockedProject> {
  const target = { table: 'startup_project', entity: 'StartupProject', id, expectedVersion: null };
  return lockRow<LockedProject>(tx, target);
}

function funded(tx: ActTransaction, state: ProjectState): ProjectState {
  const to = startupProjectMachine.target(state, 'FUND');
  if (to === null)
    return tx.refuse(new TransitionRefused(startupProjectMachine as unknown as StateMachine, state, 'FUND'));
  tx.note({ from: state, to });
  return to;
}

function refuseHire(tx: ActTransaction, project: LockedProject, personId: string, hiredOn: string): void {
  const { state, funded_on: fundedOn, enterprise_id: firm, leader_id: leaderId } = project;
  if (!RUNNING.includes(state) || fundedOn === null)
    return tx.refuse(new RuleBroken('PROJECT_RUNS', 'projectId', 'The project is not running.', { state }));
  if (firm === null)
    tx.refuse(new RuleBroken('FIRM_REGISTERED', 'projectId', 'Record the firm first: it is the employer.'));
  if (personId === leaderId)
    tx.refuse(new RuleBroken('HIRE_NOT_LEADER', 'personId', 'The leader is no hire of the project.'));
  if (hiredOn < fundedOn)
    tx.refuse(
      new RuleBroken('HIRED_AFTER_FUNDING', 'hiredOn', 'Who was taken on before the support came does not count.', {
        earliest: fundedOn,
      }),
    );
}
