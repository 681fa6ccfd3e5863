import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForRegion, lockRow, moveState, type Refusal, RuleBroken } from '@nuan/federation';
import { newId } from '@nuan/kernel';

import { assertPlace } from '../region-and-enterprise';
import type { WageCase } from '../wage-case/wage-case.entity';
import type { WageCaseService } from '../wage-case/wage-case.service';
import { holdInspection } from './held-inspection';
import type { Inspection } from './inspection.entity';
import type {
  CancelInspectionInput,
  InspectionStepInput,
  LinkWageCaseInput,
  PlanInspectionInput,
} from './inspection.inputs';
import { inspectionMachine } from './inspection.machine';
import type { InspectionService } from './inspection.service';
import type { InspectionState } from './inspection-state';

type InspectionEvent = (typeof inspectionMachine.transitions)[number]['event'];

interface LockedInspection {
  readonly id: string;
  readonly starts_on: string;
}

/**
 * Writes inspection trips (专项督查) and the wage cases that they found; findings are `FindingWriter`'s. A trip is of its region: who
 * writes for some of its unions doesn't inspect.
 */
export class InspectionWriter {
  constructor(
    private readonly acts: Acts,
    private readonly inspections: InspectionService,
    private readonly cases: WageCaseService,
  ) {}

  /**
   * Plans a trip to one city or county.
   *
   * @throws ForbiddenError when the region is outside the viewer's write regions, or the viewer writes for some unions only.
   */
  async plan(viewer: Viewer, { idempotencyKey, ...input }: PlanInspectionInput): Promise<Inspection | Refusal> {
    assertMayWrite(viewer, input.regionCode, 'inspection:write');
    assertWritesForRegion(viewer, 'inspection:write');
    return this.acts.once<Inspection, Refusal>(
      viewer,
      'inspection.plan',
      { key: idempotencyKey, request: input },
      async (tx) => {
        assertPlace(tx, input.regionCode, input.startsOn);
        const { kind, title, regionCode, startsOn, endsOn, leader, partners } = input;
        if (endsOn < startsOn)
          tx.refuse(new RuleBroken('DATES_DISORDERED', 'endsOn', 'The last day is not before the first.'));
        const id = newId();
        await tx.query(
          `insert into inspection (id, kind, title, region_code, starts_on, ends_on, leader, partners, state)
           values ($1, $2, $3, $4, $5, $6, $7, $8, '${inspectionMachine.initial}')`,
          [id, kind, title, regionCode, startsOn, endsOn, leader ?? null, partners],
        );
        tx.about('Inspection', id);
        tx.within(regionCode);
        tx.note({ kind, startsOn, endsOn });
        return id;
      },
      (id) => this.inspections.written(viewer, id),
    );
  }

  /** Begins a trip, on its first day at the earliest. */
  open(viewer: Viewer, input: InspectionStepInput): Promise<Inspection | Refusal> {
    return this.move(viewer, input, 'OPEN', async (tx, row, to) => {
      if (tx.today < row.starts_on) {
        const message = 'An inspection begins on its first day.';
        tx.refuse(new RuleBroken('INSPECTION_NOT_DUE', 'id', message, { startsOn: row.starts_on }));
      }
      await tx.query('update inspection set state = $2, version = version + 1 where id = $1', [row.id, to]);
    });
  }

  /** Closes a trip once every finding has been ordered to be put right. */
  close(viewer: Viewer, input: InspectionStepInput): Promise<Inspection | Refusal> {
    return this.move(viewer, input, 'CLOSE', async (tx, row, to) => {
      const [findings] = await tx.query<{ open: number }[]>(
        `select count(*)::int as open from inspection_finding where inspection_id = $1 and state = 'OPEN'`,
        [row.id],
      );
      const open = findings?.open ?? 0;
      if (open > 0) {
        const message = 'Findings without an order are left: order each of them to be put right.';
        tx.refuse(new RuleBroken('FINDINGS_WITHOUT_ORDER', 'id', message, { open }));
      }
      const sql = 'update inspection set state = $2, closed_on = $3, version = version + 1 where id = $1';
      await tx.query(sql, [row.id, to, tx.today]);
    });
  }

  /** Cancels a trip that has not begun, with the reason. */
  cancel(viewer: Viewer, input: CancelInspectionInput): Promise<Inspection | Refusal> {
    return this.move(viewer, input, 'CANCEL', async (tx, row, to) => {
      const sql =
        'update inspection set state = $2, closed_on = $3, cancelled_reason = $4, version = version + 1 where id = $1';
      await tx.query(sql, [row.id, to, tx.today, input.reason]);
      tx.note({ reason: input.reason });
    });
  }

  /** States that an inspection of wages found a case; a case is found once. */
  async linkWageCase(viewer: Viewer, input: LinkWageCaseInput): Promise<WageCase | Refusal> {
    assertCan(viewer, 'inspection:write');
    assertWritesForRegion(viewer, 'inspection:write');
    const outcome = await this.acts.perform<string, Refusal>(viewer, 'inspection.linkWageCase', async (tx) => {
      const { wageCaseId: id, expectedVersion, inspectionId } = input;
      const target = { table: 'wage_case', entity: 'WageCase', id, expectedVersion };
      const row = await lockRow<{ inspection_id: string | null; region_code: string }>(tx, target);
      await holdInspection(tx, inspectionId, row.region_code);
      if (row.inspection_id !== null) {
        const message = 'The case was found by an inspection before.';
        tx.refuse(new RuleBroken('CASE_FOUND_BEFORE', 'wageCaseId', message, { inspectionId: row.inspection_id }));
      }
      const sql = 'update wage_case set inspection_id = $2, version = version + 1 where id = $1';
      await tx.query(sql, [id, inspectionId]);
      return id;
    });
    return typeof outcome === 'string' ? this.cases.written(viewer, outcome) : outcome;
  }

  private async move(
    viewer: Viewer,
    { id, expectedVersion }: InspectionStepInput,
    event: InspectionEvent,
    write: (tx: ActTransaction, row: LockedInspection, to: InspectionState) => Promise<void>,
  ): Promise<Inspection | Refusal> {
    assertCan(viewer, 'inspection:write');
    assertWritesForRegion(viewer, 'inspection:write');
    const outcome = await this.acts.perform<string, Refusal>(
      viewer,
      `inspection.${event.toLowerCase()}`,
      async (tx) => {
        const target = { table: 'inspection', id, expectedVersion, machine: inspectionMachine, event, column: 'state' };
        const { row, to } = await moveState<LockedInspection, InspectionState, InspectionEvent>(tx, target);
        await write(tx, row, to);
        return id;
      },
    );
    return typeof outcome === 'string' ? this.inspections.written(viewer, outcome) : outcome;
  }
}
