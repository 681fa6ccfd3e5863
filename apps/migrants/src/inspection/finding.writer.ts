import { assertCan, type Viewer } from '@nuan/auth';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForRegion, lockRow, moveState, type Refusal, RuleBroken } from '@nuan/federation';
import { type LocalDate, newId } from '@nuan/kernel';

import { assertEnterpriseKnown } from '../region-and-enterprise';
import type { FindingService } from './finding.service';
import type { FindingState } from './finding-state';
import type {
  AddFindingInput,
  CheckRectifiedInput,
  FindingStepInput,
  OrderRectificationInput,
  ReportRectifiedInput,
  ReturnRectifiedInput,
} from './inspection.inputs';
import { findingMachine } from './inspection.machine';
import type { InspectionFinding } from './inspection-finding.entity';
import { InspectionState } from './inspection-state';

type FindingEvent = (typeof findingMachine.transitions)[number]['event'];

/** A finding, with its inspection, which is locked with it. */
const FINDING = '(select f.* from inspection_finding f join inspection i on i.id = f.inspection_id) finding';

interface LockedFinding {
  readonly id: string;
  readonly inspection_id: string;
  readonly rectified_by: string | null;
  readonly found_on: LocalDate;
  readonly deadline_on: LocalDate | null;
}

interface FindingStep {
  readonly tx: ActTransaction;
  readonly row: LockedFinding;
  readonly to: FindingState;
}

/** Writes what inspections find (督查发现问题) and what becomes of it; of its region, as the inspection is. */
export class FindingWriter {
  constructor(
    private readonly acts: Acts,
    private readonly findings: FindingService,
  ) {}

  /**
   * Takes down what an inspection under way found.
   *
   * @throws ForbiddenError for a viewer that writes for some unions only.
   * @throws NotFoundError when the inspection is unknown or outside the viewer's write regions, or the enterprise unknown.
   */
  async add(viewer: Viewer, { idempotencyKey, ...input }: AddFindingInput): Promise<InspectionFinding | Refusal> {
    assertCan(viewer, 'inspection:write');
    assertWritesForRegion(viewer, 'inspection:write');
    return this.acts.once<InspectionFinding, Refusal>(
      viewer,
      'finding.add',
      { key: idempotencyKey, request: input },
      async (tx) => {
        const { inspectionId, enterpriseId, summary } = input;
        const foundOn = input.foundOn ?? tx.today;
        await holdOpenInspection(tx, inspectionId, foundOn);
        if (enterpriseId) await assertEnterpriseKnown(tx, enterpriseId);
        const id = newId();
        await tx.query(
          `insert into inspection_finding (id, inspection_id, region_code, enterprise_id, summary, state, found_on)
           select $1, i.id, i.region_code, $3, $4, '${findingMachine.initial}', $5 from inspection i where i.id = $2`,
          [id, inspectionId, enterpriseId ?? null, summary, foundOn],
        );
        tx.about('Finding', id);
        tx.note({ foundOn });
        return id;
      },
      (id) => this.findings.written(viewer, id),
    );
  }

  /** Orders a finding to be put right by a day. */
  order(viewer: Viewer, input: OrderRectificationInput): Promise<InspectionFinding | Refusal> {
    return this.move(viewer, input, 'ORDER', async ({ tx, row, to }) => {
      assertDeadline(tx, input.deadline);
      await tx.query(
        'update inspection_finding set state = $2, deadline_on = $3, ordered_on = $4, version = version + 1 where id = $1',
        [row.id, to, input.deadline, tx.today],
      );
      tx.note({ deadline: input.deadline });
    });
  }

  /** Reports a finding as put right, on a day since it was found. */
  reportRectified(viewer: Viewer, input: ReportRectifiedInput): Promise<InspectionFinding | Refusal> {
    return this.move(viewer, input, 'RECTIFY', async ({ tx, row, to }) => {
      const rectifiedOn = input.rectifiedOn ?? tx.today;
      if (rectifiedOn < row.found_on || rectifiedOn > tx.today) {
        const message = 'A finding is put right between the day it was found and today.';
        const bounds = { earliest: row.found_on, latest: tx.today };
        tx.refuse(new RuleBroken('RECTIFIED_OUTSIDE_TIME', 'rectifiedOn', message, bounds));
      }
      await tx.query(
        'update inspection_finding set state = $2, rectified_on = $3, rectified_by = $4, version = version + 1 where id = $1',
        [row.id, to, rectifiedOn, viewer.subject],
      );
      tx.note({ rectifiedOn, isLate: row.deadline_on !== null && rectifiedOn > row.deadline_on });
    });
  }

  /** Confirms that a finding is put right, as another person than reported it. */
  checkRectified(viewer: Viewer, input: CheckRectifiedInput): Promise<InspectionFinding | Refusal> {
    return this.move(viewer, input, 'CHECK', async ({ tx, row, to }) => {
      assertAnother(tx, row);
      await tx.query(
        'update inspection_finding set state = $2, checked_by = $3, checked_on = $4, version = version + 1 where id = $1',
        [row.id, to, viewer.subject, tx.today],
      );
    });
  }

  /** Sends a finding back that is not put right after all, as another person than reported it; the order stands again. */
  returnRectified(viewer: Viewer, input: ReturnRectifiedInput): Promise<InspectionFinding | Refusal> {
    return this.move(viewer, input, 'RETURN', async ({ tx, row, to }) => {
      assertAnother(tx, row);
      if (input.deadline) assertDeadline(tx, input.deadline);
      await tx.query(
        `update inspection_finding set state = $2, deadline_on = coalesce($3, deadline_on), returned_reason = $4, rectified_on = null,
           rectified_by = null, version = version + 1 where id = $1`,
        [row.id, to, input.deadline ?? null, input.reason],
      );
      tx.note({ reason: input.reason, rectifiedBy: row.rectified_by });
    });
  }

  private async move(
    viewer: Viewer,
    { id, expectedVersion }: FindingStepInput,
    event: FindingEvent,
    write: (step: FindingStep) => Promise<void>,
  ): Promise<InspectionFinding | Refusal> {
    assertCan(viewer, 'inspection:write');
    assertWritesForRegion(viewer, 'inspection:write');
    const outcome = await this.acts.perform<string, Refusal>(viewer, `finding.${event.toLowerCase()}`, async (tx) => {
      const target = { table: FINDING, id, expectedVersion, machine: findingMachine, event, column: 'state' };
      const { row, to } = await moveState<LockedFinding, FindingState, FindingEvent>(tx, target);
      tx.about('Inspection', row.inspection_id);
      await write({ tx, row, to });
      return id;
    });
    return typeof outcome === 'string' ? this.findings.written(viewer, outcome) : outcome;
  }
}

async function holdOpenInspection(tx: ActTransaction, id: string, foundOn: LocalDate): Promise<void> {
  const target = { table: 'inspection', entity: 'Inspection', id, expectedVersion: null };
  const row = await lockRow<{ state: InspectionState; starts_on: LocalDate; ends_on: LocalDate }>(tx, target);
  if (row.state !== InspectionState.OPEN) {
    const message = 'Findings are taken down while the inspection is under way.';
    tx.refuse(new RuleBroken('INSPECTION_NOT_OPEN', 'inspectionId', message, { state: row.state }));
  }
  const latest = row.ends_on < tx.today ? row.ends_on : tx.today;
  if (foundOn < row.starts_on || foundOn > latest) {
    const message = 'A finding is of a day of the inspection, and not in the future.';
    tx.refuse(new RuleBroken('FOUND_OUTSIDE_INSPECTION', 'foundOn', message, { earliest: row.starts_on, latest }));
  }
}

function assertDeadline(tx: ActTransaction, deadline: LocalDate): void {
  if (deadline >= tx.today) return;
  const message = 'The day by which to put it right is today at the earliest.';
  tx.refuse(new RuleBroken('DEADLINE_PASSED', 'deadline', message, { earliest: tx.today }));
}

function assertAnother(tx: ActTransaction, row: LockedFinding): void {
  if (row.rectified_by !== tx.viewer.subject) return;
  tx.refuse(new RuleBroken('FOUR_EYES', 'id', 'Who reported a finding as put right does not check it.'));
}
