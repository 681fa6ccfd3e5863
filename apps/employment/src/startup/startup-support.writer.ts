import { assertCan, type Viewer } from '@nuan/auth';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { AidPurpose, type LocalDate } from '@nuan/kernel';

import { assertPositive, refuseFuture } from '../act-rules';
import { postPayment } from '../payment/payment-posting';
import { assertPaymentMade } from '../payment/programme-payment';
import { SpendingPurpose } from '../payment/spending-purpose';
import type { Placement } from '../placement/placement.entity';
import type { PlacementService } from '../placement/placement.service';
import { fundingTerms } from './funding-terms';
import { recordHire } from './startup-hire';
import { fundedFrom, isRunning, leftOfAward, type LockedProject, lockProject, writeProject } from './startup-move';
import type { StartupProject } from './startup-project.entity';
import type { StartupProjectService } from './startup-project.service';
import type { RecordStartupFundingInput, RecordStartupHireInput } from './startup-write.inputs';

/** What the support of a start-up comes to: money paid, and people taken on with proof (I28). */
export class StartupSupportWriter {
  constructor(
    private readonly acts: Acts,
    private readonly projects: StartupProjectService,
    private readonly placements: PlacementService,
  ) {}

  /**
   * Records money that a disbursement of assistance paid, in one mode and by the terms of that mode; the first makes the project funded, and
   * all together, with materials, never exceed the award.
   */
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
        const terms = await fundingTerms(tx, project, input, paidOn);
        await writeProject(tx, project.id, fundedColumns(tx, project, paidOn));
        await postPayment(tx, {
          ...{ purpose: SpendingPurpose.STARTUP, targetId: project.id, regionCode: project.region_code },
          ...{
            paidOn,
            amountFen: input.amount,
            availableFen: leftOfAward(project),
            disbursementId: input.disbursementId,
          },
          ...{ supportMode: terms.mode, subsidyFrom: terms.subsidyFrom, subsidyTo: terms.subsidyTo },
          loanDueOn: terms.loanDueOn,
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
      (tx) => recordHire(tx, input),
      (id) => this.placements.written(viewer, id),
    );
  }
}

function fundedColumns(
  tx: ActTransaction,
  project: LockedProject,
  paidOn: LocalDate,
): Readonly<Record<string, unknown>> {
  return {
    state: fundedFrom(tx, project.state),
    ...(isRunning(project) ? {} : { funded_on: paidOn }),
  };
}
