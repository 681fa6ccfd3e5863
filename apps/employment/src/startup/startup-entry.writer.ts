import { assertCan, type Viewer, writePatterns } from '@nuan/auth';
import { isCheckViolation, isUniqueViolation } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { type LocalDate, newId, yuan } from '@nuan/kernel';

import { assertPositive, refuseFuture } from '../act-rules';
import { StartupEntryKind } from './startup-entry-kind';
import type {
  GiveStartupMaterialInput,
  RecordStartupRepaymentInput,
  ReverseStartupEntryInput,
} from './startup-entry.inputs';
import {
  fundedFrom,
  isRunning,
  leftOfAward,
  type LockedProject,
  lockProject,
  outstandingOf,
  writeProject,
} from './startup-move';
import type { StartupProject } from './startup-project.entity';
import type { StartupProjectService } from './startup-project.service';
import { reopenUnpaid } from './startup-reopening';
import { SupportMode } from './support-mode';

interface NewEntry {
  readonly kind: StartupEntryKind;
  readonly madeOn: LocalDate;
  readonly amountFen: bigint;
  readonly item: string | null;
  readonly proofNo: string;
}

/** Enters what a start-up has in kind and what it pays back of its loan, each under the lock of its project, whose checks decide last. */
export class StartupEntryWriter {
  constructor(
    private readonly acts: Acts,
    private readonly projects: StartupProjectService,
  ) {}

  /** Hands materials over to a project that was awarded support in kind; the first support of all makes it funded. */
  async giveMaterial(
    viewer: Viewer,
    { idempotencyKey: key, ...input }: GiveStartupMaterialInput,
  ): Promise<StartupProject | Refusal> {
    assertCan(viewer, 'startup:write');
    assertPositive('value', input.value);
    return this.once(viewer, 'startup.giveMaterial', { key, request: input }, async (tx) => {
      const project = await lockProject(tx, input.projectId);
      const madeOn = input.givenOn ?? tx.today;
      refuseFuture(tx, 'givenOn', madeOn);
      refuseMaterial(tx, project, input.value, madeOn);
      const funding = isRunning(project) ? {} : { funded_on: madeOn };
      await writeProject(tx, project.id, { state: fundedFrom(tx, project.state), ...funding });
      const given = { item: input.item.trim(), proofNo: input.receiptNo.trim(), amountFen: input.value };
      await enter(tx, project, { kind: StartupEntryKind.MATERIAL, madeOn, ...given });
      return project.id;
    });
  }

  /** Records an instalment of the loan; all together never exceed what was lent. */
  async repay(
    viewer: Viewer,
    { idempotencyKey: key, ...input }: RecordStartupRepaymentInput,
  ): Promise<StartupProject | Refusal> {
    assertCan(viewer, 'startup:write');
    assertPositive('amount', input.amount);
    return this.once(viewer, 'startup.repay', { key, request: input }, async (tx) => {
      const project = await lockProject(tx, input.projectId);
      const madeOn = input.repaidOn ?? tx.today;
      refuseFuture(tx, 'repaidOn', madeOn);
      await refuseRepayment(tx, project, input.amount, madeOn);
      await writeProject(tx, project.id, { state: project.state });
      const instalment = { item: null, proofNo: input.voucherNo.trim(), amountFen: input.amount };
      await enter(tx, project, { kind: StartupEntryKind.REPAYMENT, madeOn, ...instalment });
      return project.id;
    });
  }

  /**
   * Takes an entry back, in full and once; a project that has nothing any more waits to be funded anew.
   *
   * @throws NotFoundError when the entry is unknown or outside the viewer's write regions.
   */
  async reverse(
    viewer: Viewer,
    { idempotencyKey: key, ...input }: ReverseStartupEntryInput,
  ): Promise<StartupProject | Refusal> {
    assertCan(viewer, 'startup:write');
    return this.once(viewer, 'startup.reverseEntry', { key, request: input }, async (tx) => {
      const [entry] = await tx.query<{ projectId: string; reversesId: string | null; amountFen: string }[]>(
        `select startup_project_id as "projectId", reverses_id as "reversesId", amount_fen as "amountFen" from startup_entry
         where id = $1 and region_code like any($2::text[])`,
        [input.entryId, writePatterns(viewer)],
      );
      if (!entry) throw new NotFoundError('StartupEntry', input.entryId);
      if (entry.reversesId !== null)
        tx.refuse(new RuleBroken('REVERSAL_FINAL', 'entryId', 'A reversal stands: enter it anew.'));
      const project = await lockProject(tx, entry.projectId);
      await takeBack(tx, input);
      await writeProject(tx, project.id, { state: project.state });
      await reopenUnpaid(tx, project.id);
      tx.note({ amount: yuan(BigInt(entry.amountFen)), reason: input.reason });
      return project.id;
    });
  }

  private once(
    viewer: Viewer,
    action: string,
    keyed: { readonly key: string; readonly request: object },
    work: (tx: ActTransaction) => Promise<string>,
  ): Promise<StartupProject | Refusal> {
    return this.acts.once<StartupProject, Refusal>(viewer, action, keyed, work, (id) =>
      this.projects.written(viewer, id),
    );
  }
}

function refuseMaterial(tx: ActTransaction, project: LockedProject, value: bigint, givenOn: LocalDate): void {
  if (!project.support.includes(SupportMode.MATERIAL)) {
    const facts = { support: project.support.join(',') };
    tx.refuse(new RuleBroken('MODE_AWARDED', 'projectId', 'The project was not awarded support in kind.', facts));
  }
  if (givenOn < project.applied_on)
    tx.refuse(
      new RuleBroken('GIVEN_AFTER_APPLICATION', 'givenOn', 'Materials are handed over after the application.', {
        earliest: project.applied_on,
      }),
    );
  const left = leftOfAward(project);
  if (value > left)
    tx.refuse(
      new RuleBroken('WITHIN_BUDGET', 'value', 'It goes beyond what is left of the award.', { available: yuan(left) }),
    );
}

async function refuseRepayment(
  tx: ActTransaction,
  project: LockedProject,
  amount: bigint,
  repaidOn: LocalDate,
): Promise<void> {
  const { state } = project;
  if (!isRunning(project))
    tx.refuse(new RuleBroken('PROJECT_RUNS', 'projectId', 'The project is not running.', { state }));
  const outstanding = outstandingOf(project);
  if (amount > outstanding) {
    const facts = { outstanding: yuan(outstanding) };
    tx.refuse(new RuleBroken('REPAID_WITHIN_LOAN', 'amount', 'No more comes back than is still lent.', facts));
  }
  const [lent] = await tx.query<{ first: LocalDate | null }[]>(FIRST_LENT, [project.id]);
  const first = lent?.first ?? null;
  if (first !== null && repaidOn < first) {
    const message = 'Nothing had been lent then.';
    tx.refuse(new RuleBroken('REPAID_AFTER_FUNDING', 'repaidOn', message, { earliest: first }));
  }
}

/** The day of the first loan that stands in the books. */
const FIRST_LENT = `select min(paid_on) as first from employment_payment y
  where startup_project_id = $1 and support_mode = 'INTEREST_FREE_LOAN' and reverses_id is null
    and not exists (select from employment_payment back where back.reverses_id = y.id)`;

async function enter(tx: ActTransaction, project: LockedProject, entry: NewEntry): Promise<void> {
  const id = newId();
  const { kind, madeOn, amountFen, item, proofNo } = entry;
  await tx.query(
    `insert into startup_entry (id, startup_project_id, region_code, kind, made_on, amount_fen, item, proof_no)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, project.id, project.region_code, kind, madeOn, amountFen, item, proofNo],
  );
  tx.about('StartupEntry', id);
  tx.about('Worker', project.leader_id);
  tx.note({ kind, amount: yuan(amountFen), madeOn });
}

async function takeBack(
  tx: ActTransaction,
  { entryId, reason }: Omit<ReverseStartupEntryInput, 'idempotencyKey'>,
): Promise<void> {
  const id = newId();
  try {
    await tx.query(
      `insert into startup_entry (id, startup_project_id, region_code, kind, made_on, amount_fen, reverses_id, reason)
       select $1, startup_project_id, region_code, kind, $2, -amount_fen, id, $3 from startup_entry where id = $4`,
      [id, tx.today, reason, entryId],
    );
  } catch (error) {
    if (isUniqueViolation(error, 'startup_entry_reverses_id_unique'))
      tx.refuse(new RuleBroken('REVERSED_ONCE', 'entryId', 'This entry has been taken back already.'));
    if (isCheckViolation(error, 'startup_project_recovered_fen_within_paid'))
      tx.refuse(
        new RuleBroken('RECOVERED_WITHIN_PAID', 'entryId', 'More came back from the project than it would have had.'),
      );
    if (isCheckViolation(error, 'startup_project_closed_once_repaid'))
      tx.refuse(new RuleBroken('LOAN_REPAID', 'entryId', 'The project was closed because its loan was paid back.'));
    throw error;
  }
  tx.about('StartupEntry', [entryId, id]);
}
