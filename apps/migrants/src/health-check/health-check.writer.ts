import { assertCan, assertMayWrite, type Viewer, writePatterns } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForRegion, moveState, type Refusal, RuleBroken } from '@nuan/federation';
import { newId } from '@nuan/kernel';

import { assertPlace } from '../region-and-enterprise';
import { beforeChecks, namedIn, recordPersons } from './checked-persons';
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
      const early = beforeChecks(tx.today, batch.checked_on);
      if (early) tx.refuse(early);
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
  await recordPersons(tx, { id, checkedOn }, personIds);
  const least = Math.max(await namedIn(tx, id), personIds.length);
  if (persons >= least) return;
  const message = 'A batch counts no fewer persons than are named of it.';
  tx.refuse(new RuleBroken('PERSONS_BELOW_NAMED', 'persons', message, { named: least }));
}
