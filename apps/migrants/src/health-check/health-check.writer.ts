import { assertCan, assertMayWrite, type Viewer, writePatterns } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForRegion, moveState, type Refusal, RuleBroken } from '@nuan/federation';
import { newId } from '@nuan/kernel';

import { assertPlace } from '../region-and-enterprise';
import type { HealthCheckBatch } from './health-check-batch.entity';
import type { HealthCheckBatchService } from './health-check-batch.service';
import { healthCheckMachine } from './health-check.machine';
import { type HealthCheckStatus } from './health-check-status';
import type {
  CancelHealthCheckBatchInput,
  CloseHealthCheckBatchInput,
  HealthCheckStepInput,
  PlanHealthCheckBatchInput,
  RecordHealthCheckBatchInput,
} from './health-check-write.inputs';

type HealthCheckEvent = (typeof healthCheckMachine.transitions)[number]['event'];

interface LockedBatch {
  readonly checked_on: string;
  readonly persons: number;
}

const LOCKED = {
  table: 'health_check_batch',
  columns: 'status, version, region_code, persons, checked_on::text',
};
const UPDATE =
  'update health_check_batch set status = $2, persons = $3, persons_precision = coalesce($4, persons_precision), version = version + 1 where id = $1';
const RECORD_CHECKED = `
insert into service_record (id, household_id, worker_id, region_code, kind, health_check_batch_id, served_on)
select gen_random_uuid(), w.household_id, w.id, w.region_code, 'HEALTH_CHECK', $1, $2
from worker_projection w where w.id = any($3::uuid[]) and w.household_id is not null
  and not exists (select from service_record s where s.health_check_batch_id = $1 and s.worker_id = w.id)`;

/**
 * Writes batches of free health checks (免费体检): how many of which occupation, and never what a check showed. A batch counts the
 * persons of its region: who writes for some of its unions doesn't count it.
 */
export class HealthCheckWriter {
  constructor(
    private readonly acts: Acts,
    private readonly batches: HealthCheckBatchService,
  ) {}

  /**
   * Plans a batch for one occupation.
   *
   * @throws ForbiddenError when the region is outside the viewer's write regions, or the viewer writes for some unions only.
   */
  async plan(
    viewer: Viewer,
    { idempotencyKey, ...input }: PlanHealthCheckBatchInput,
  ): Promise<HealthCheckBatch | Refusal> {
    assertMayWrite(viewer, input.regionCode, 'healthCheck:write');
    assertWritesForRegion(viewer, 'healthCheck:write');
    return this.acts.once<HealthCheckBatch, Refusal>(
      viewer,
      'healthCheck.plan',
      { key: idempotencyKey, request: input },
      async (tx) => {
        assertPlace(tx, input.regionCode, input.checkedOn);
        const id = newId();
        await tx.query(
          `insert into health_check_batch (id, title, region_code, occupation, persons, persons_precision, checked_on, status)
           values ($1, $2, $3, $4, 0, 'EXACT', $5, '${healthCheckMachine.initial}')`,
          [id, input.title, input.regionCode, input.occupation, input.checkedOn],
        );
        tx.about('HealthCheckBatch', id);
        tx.within(input.regionCode);
        tx.note({ occupation: input.occupation });
        return id;
      },
      (id) => this.batches.written(viewer, id),
    );
  }

  /**
   * Counts the persons of a batch, again if need be; the region's figures follow in the same act.
   *
   * @throws NotFoundError when the batch or a named person is unknown or outside the viewer's write regions.
   */
  record(viewer: Viewer, input: RecordHealthCheckBatchInput): Promise<HealthCheckBatch | Refusal> {
    return this.move(viewer, input, 'RECORD', async (tx, batch) => {
      if (tx.today < batch.checked_on) {
        const message = 'Persons are counted on the day of the checks or after it.';
        tx.refuse(new RuleBroken('CHECKS_IN_FUTURE', 'id', message, { checkedOn: batch.checked_on }));
      }
      await recordChecked(tx, input, batch.checked_on);
      tx.note({ persons: input.persons, before: batch.persons });
      return input;
    });
  }

  /** Makes the count final. */
  close(viewer: Viewer, input: CloseHealthCheckBatchInput): Promise<HealthCheckBatch | Refusal> {
    return this.move(viewer, input, 'CLOSE', (_tx, { persons }) => Promise.resolve({ persons }));
  }

  /** Gives a planned batch up. */
  cancel(viewer: Viewer, input: CancelHealthCheckBatchInput): Promise<HealthCheckBatch | Refusal> {
    return this.move(viewer, input, 'CANCEL', (tx, { persons }) => {
      tx.note({ reason: input.reason });
      return Promise.resolve({ persons });
    });
  }

  private async move(
    viewer: Viewer,
    { id, expectedVersion }: HealthCheckStepInput,
    event: HealthCheckEvent,
    work: (
      tx: ActTransaction,
      batch: LockedBatch,
    ) => Promise<{ readonly persons: number; readonly precision?: string }>,
  ): Promise<HealthCheckBatch | Refusal> {
    assertCan(viewer, 'healthCheck:write');
    assertWritesForRegion(viewer, 'healthCheck:write');
    const action = `healthCheck.${event.toLowerCase()}`;
    const outcome = await this.acts.perform<string, Refusal>(viewer, action, async (tx) => {
      const target = { ...LOCKED, id, expectedVersion, machine: healthCheckMachine, event };
      const { row, to } = await moveState<LockedBatch, HealthCheckStatus, HealthCheckEvent>(tx, target);
      const { persons, precision } = await work(tx, row);
      await tx.query(UPDATE, [id, to, persons, precision ?? null]);
      return id;
    });
    return typeof outcome === 'string' ? this.batches.written(viewer, outcome) : outcome;
  }
}

/** Records that the named persons were checked, each once; the batch counts no fewer than it names. */
async function recordChecked(
  tx: ActTransaction,
  { id, persons, personIds: named }: RecordHealthCheckBatchInput,
  checkedOn: string,
): Promise<void> {
  const personIds = named ?? [];
  const known = await tx.query<{ id: string }[]>(
    'select id from worker_projection where id = any($1::uuid[]) and region_code like any($2::text[])',
    [personIds, writePatterns(tx.viewer)],
  );
  const found = new Set(known.map((row) => row.id));
  const unknown = personIds.find((person) => !found.has(person));
  if (unknown !== undefined) throw new NotFoundError('Worker', unknown);
  await tx.query(RECORD_CHECKED, [id, checkedOn, personIds]);
  tx.about('Worker', personIds);
  const sql = 'select count(*)::integer as kept from service_record where health_check_batch_id = $1';
  const [{ kept } = { kept: 0 }] = await tx.query<{ kept: number }[]>(sql, [id]);
  const least = Math.max(kept, personIds.length);
  if (persons >= least) return;
  const message = 'A batch counts no fewer persons than are named of it.';
  tx.refuse(new RuleBroken('PERSONS_BELOW_NAMED', 'persons', message, { named: least }));
}
