import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForRegion, lockRow, moveState, type Refusal, RuleBroken } from '@nuan/federation';
import { newId } from '@nuan/kernel';

import { markAttendance } from '../place/place-attendance';
import { PlacePhase } from '../place/place-phase';
import { preparePlaces, setPhase, takeBackPlaces } from '../place/place-pools';
import { assertPlace } from '../region-and-enterprise';
import { recordBroughtHome } from '../service-record/served-households';
import { ReturnKind } from './return-kind';
import type { ReturnService } from './return-service.entity';
import { returnServiceMachine } from './return-service.machine';
import type { ReturnServiceService } from './return-service.service';
import type {
  CancelReturnInput,
  DepartReturnInput,
  FinishReturnInput,
  MarkBoardedInput,
  OpenReturnInput,
  PlanReturnInput,
  RecordServedInput,
  ReturnStepInput,
} from './return-service-write.inputs';
import { ReturnStatus } from './return-status';

type ReturnEvent = (typeof returnServiceMachine.transitions)[number]['event'];

/** A locked row as the writers read it. */
export interface LockedReturn {
  readonly kind: ReturnKind;
  readonly status: ReturnStatus;
  readonly region_code: string;
  readonly served_on: string;
  readonly seats: number | null;
  readonly served: number;
}

const LOCKED = {
  table: 'return_service',
  columns: 'kind, status, version, region_code, served_on::text, seats, served',
};
const TRIPS: readonly ReturnKind[] = [ReturnKind.PICKUP, ReturnKind.CHARTER_BUS];

/**
 * Writes journeys and subsidies that bring migrant workers home (接您回家). They are of their region: who writes for some of its unions
 * doesn't run them, and marks its own members.
 */
export class ReturnServiceWriter {
  constructor(
    private readonly acts: Acts,
    private readonly returns: ReturnServiceService,
  ) {}

  /**
   * Plans a service; a trip comes with its seats and the window in which they are booked.
   *
   * @throws ForbiddenError when the region is outside the viewer's write regions, or the viewer writes for some unions only.
   */
  async plan(viewer: Viewer, { idempotencyKey, ...input }: PlanReturnInput): Promise<ReturnService | Refusal> {
    assertMayWrite(viewer, input.regionCode, 'returnService:write');
    assertWritesForRegion(viewer, 'returnService:write');
    return this.acts.once<ReturnService, Refusal>(
      viewer,
      'return.plan',
      { key: idempotencyKey, request: input },
      async (tx) => {
        assertPlace(tx, input.regionCode, input.servedOn);
        const id = await insertReturn(tx, input);
        tx.about('ReturnService', id);
        tx.within(input.regionCode);
        tx.note({ kind: input.kind, seats: input.seats ?? 0 });
        return id;
      },
      (id) => this.returns.written(viewer, id),
    );
  }

  /** Opens a service: seats are booked, tickets bought, subsidies asked for from now on. */
  open(viewer: Viewer, input: OpenReturnInput): Promise<ReturnService | Refusal> {
    return this.move(viewer, input, 'OPEN', (tx) => setPhase(tx, input.id, PlacePhase.OPEN));
  }

  /** Lets a journey depart: its list of seats is final. */
  depart(viewer: Viewer, input: DepartReturnInput): Promise<ReturnService | Refusal> {
    return this.move(viewer, input, 'DEPART', async (tx, row) => {
      if (row.kind === ReturnKind.TRANSPORT_SUBSIDY)
        tx.refuse(new RuleBroken('NOT_A_JOURNEY', 'id', 'A subsidy does not depart: finish it.'));
      await setPhase(tx, input.id, PlacePhase.SETTLED);
    });
  }

  /** Ends a service; a journey has departed before, and a subsidy has been asked for. */
  finish(viewer: Viewer, input: FinishReturnInput): Promise<ReturnService | Refusal> {
    return this.move(viewer, input, 'FINISH', async (tx, row) => {
      if (row.kind === ReturnKind.TRANSPORT_SUBSIDY) return countSubsidies(tx, input.id, row.served_on);
      if (row.status !== ReturnStatus.DEPARTED)
        tx.refuse(new RuleBroken('NOT_DEPARTED', 'id', 'A journey departs before it is over.'));
    });
  }

  /** Gives a service up and takes every seat back; not once subsidies were handed on (SUBSIDIES_REQUESTED). */
  cancel(viewer: Viewer, input: CancelReturnInput): Promise<ReturnService | Refusal> {
    return this.move(viewer, input, 'CANCEL', async (tx) => {
      const asked = 'select 1 from travel_subsidy_request where return_service_id = $1 limit 1';
      if ((await tx.query<unknown[]>(asked, [input.id])).length > 0)
        tx.refuse(new RuleBroken('SUBSIDIES_REQUESTED', 'id', 'Subsidies were handed on to be paid: finish it.'));
      tx.note({ reason: input.reason });
      await takeBackPlaces(tx, input.id);
    });
  }

  /** Records how many a journey brought home: as many as boarded by the list at least, as there are seats at most. */
  async recordServed(
    viewer: Viewer,
    { id, expectedVersion, served }: RecordServedInput,
  ): Promise<ReturnService | Refusal> {
    assertCan(viewer, 'returnService:write');
    assertWritesForRegion(viewer, 'returnService:write');
    return this.perform(viewer, 'return.served', async (tx) => {
      const row = await lockRow<LockedReturn>(tx, { ...LOCKED, entity: 'ReturnService', id, expectedVersion });
      assertJourneyUnderWay(tx, row, 'id');
      const boarded = await countBoarded(tx, id);
      if (served < boarded || served > (row.seats ?? 0)) {
        const message = 'As many as boarded at least, and as there are seats at most.';
        tx.refuse(new RuleBroken('SERVED_OUT_OF_BOUNDS', 'served', message, { boarded, seats: row.seats ?? 0 }));
      }
      await setServed(tx, id, served);
      tx.note({ served, before: row.served });
      return id;
    });
  }

  /**
   * Marks who boarded a trip; those of filed households get their record of the service. Each union may mark its own members.
   *
   * @throws NotFoundError when the trip is unknown or outside the viewer's write regions.
   */
  async markBoarded(viewer: Viewer, { returnServiceId, claimIds }: MarkBoardedInput): Promise<ReturnService | Refusal> {
    assertCan(viewer, 'returnService:write');
    return this.perform(viewer, 'return.board', async (tx) => {
      const target = { ...LOCKED, entity: 'ReturnService', id: returnServiceId, expectedVersion: null };
      const row = await lockRow<LockedReturn>(tx, target);
      assertJourneyUnderWay(tx, row, 'returnServiceId');
      const workers = await markAttendance(tx, returnServiceId, claimIds);
      await recordBroughtHome(tx, returnServiceId, row.served_on, workers);
      await setServed(tx, returnServiceId, Math.max(row.served, await countBoarded(tx, returnServiceId)));
      return returnServiceId;
    });
  }

  private async move(
    viewer: Viewer,
    { id, expectedVersion }: ReturnStepInput,
    event: ReturnEvent,
    work: (tx: ActTransaction, row: LockedReturn) => Promise<void>,
  ): Promise<ReturnService | Refusal> {
    assertCan(viewer, 'returnService:write');
    assertWritesForRegion(viewer, 'returnService:write');
    return this.perform(viewer, `return.${event.toLowerCase()}`, async (tx) => {
      const target = { ...LOCKED, id, expectedVersion, machine: returnServiceMachine, event };
      const { row, to } = await moveState<LockedReturn, ReturnStatus, ReturnEvent>(tx, target);
      await work(tx, row);
      await tx.query(MOVE, [id, to]);
      return id;
    });
  }

  private async perform(
    viewer: Viewer,
    action: string,
    work: (tx: ActTransaction) => Promise<string>,
  ): Promise<ReturnService | Refusal> {
    const outcome = await this.acts.perform<string, Refusal>(viewer, action, work);
    return typeof outcome === 'string' ? this.returns.written(viewer, outcome) : outcome;
  }
}

/** A subsidy's persons and money are what was asked for; they count once it is over. */
const MOVE = `
update return_service r set status = $2, version = version + 1,
  served = case when r.kind = 'TRANSPORT_SUBSIDY' and $2 = 'DONE'
    then (select count(*) from travel_subsidy_request q where q.return_service_id = r.id) else r.served end
where id = $1`;

async function insertReturn(tx: ActTransaction, input: Omit<PlanReturnInput, 'idempotencyKey'>): Promise<string> {
  const { kind, title, regionCode, campaignCode, servedOn, seats, opensAt, closesAt } = input;
  const id = newId();
  const isTrip = TRIPS.includes(kind);
  const given = [seats, opensAt, closesAt].filter((value) => value !== undefined && value !== null).length;
  if (given !== (isTrip ? 3 : 0)) {
    const message = 'A pick-up or a bus is planned with its seats and the window to book them; the others without.';
    tx.refuse(new RuleBroken('SEATS_WITH_TRIP', 'seats', message, { kind }));
  }
  await tx.query(
    `insert into return_service (id, kind, title, region_code, campaign_code, served_on, seats, served, status)
     values ($1, $2, $3, $4, $5, $6, $7, 0, '${returnServiceMachine.initial}')`,
    [id, kind, title, regionCode, campaignCode ?? null, servedOn, seats ?? null],
  );
  if (seats && opensAt && closesAt)
    await preparePlaces(tx, { owner: { returnServiceId: id }, regionCode, capacity: seats, opensAt, closesAt });
  return id;
}

function assertJourneyUnderWay(tx: ActTransaction, row: LockedReturn, field: string): void {
  const isUnderWay = row.status === ReturnStatus.DEPARTED || row.status === ReturnStatus.DONE;
  if (isUnderWay && row.kind !== ReturnKind.TRANSPORT_SUBSIDY) return;
  const message = 'Who was brought home is recorded of a journey that has departed.';
  tx.refuse(new RuleBroken('NOT_DEPARTED', field, message, { status: row.status, kind: row.kind }));
}

async function countBoarded(tx: ActTransaction, id: string): Promise<number> {
  const sql = `select count(*)::integer as boarded from place_claim where pool_id = $1 and state = 'ATTENDED'`;
  const [row] = await beyondRegions('members of several unions board one trip', () =>
    tx.query<{ boarded: number }[]>(sql, [id]),
  );
  return row?.boarded ?? 0;
}

async function setServed(tx: ActTransaction, id: string, served: number): Promise<void> {
  await tx.query('update return_service set served = $2, version = version + 1 where id = $1', [id, served]);
}

async function countSubsidies(tx: ActTransaction, id: string, servedOn: string): Promise<void> {
  const rows = await tx.query<{ worker_id: string }[]>(
    'select worker_id from travel_subsidy_request where return_service_id = $1',
    [id],
  );
  if (rows.length === 0) tx.refuse(new RuleBroken('NO_SUBSIDY_REQUESTED', 'id', 'Ask for subsidies, or give it up.'));
  await recordBroughtHome(
    tx,
    id,
    servedOn,
    rows.map((row) => row.worker_id),
  );
}
