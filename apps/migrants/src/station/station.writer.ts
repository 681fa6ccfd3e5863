import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import { insertRows, rowMapping } from '@nuan/database';
import { type Acts, type ActTransaction } from '@nuan/facts';
import { assertWritesForUnion, lockRow, moveState, type Refusal, RuleBroken } from '@nuan/federation';
import { newId } from '@nuan/kernel';

import { assertPlace, assertEnterpriseKnown } from '../region-and-enterprise';
import type { OpenHours } from './open-hours';
import { ServiceStation } from './service-station.entity';
import type { ServiceStationService } from './service-station.service';
import { brokenDay, missingToOpen } from './station-opening';
import { StationState } from './station-state';
import { stationMachine } from './station.machine';
import type {
  ChangeStationInput,
  CancelStationInput,
  CloseStationInput,
  EquipStationInput,
  OpenStationInput,
  PauseStationInput,
  RegisterStationInput,
  StationStepInput,
} from './station-write.inputs';

/** A facility as it is registered. */
type NewStation = Omit<RegisterStationInput, 'idempotencyKey'>;
const GIVEN_UP: readonly StationState[] = [StationState.CLOSED, StationState.CANCELLED];
type StationEvent = (typeof stationMachine.transitions)[number]['event'];

const LOCKED = {
  table: 'service_station s',
  unionColumns: ['s.union_id'],
  columns: `${rowMapping(ServiceStation, 's').columns}, s.region_code`,
};

const UPDATE = `update service_station set name = $2, address = $3, longitude = $4, latitude = $5, hours = $6::jsonb, amenities = $7,
  services = $8, responsible_name = $9, unattended_access = $10, state = $11, opened_on = $12, closed_on = $13, closed_reason = $14,
  version = version + 1 where id = $1`;

/** Writes facilities for migrant and outdoor workers (服务阵地). */
export class StationWriter {
  constructor(
    private readonly acts: Acts,
    private readonly stations: ServiceStationService,
  ) {}

  /**
   * Registers a planned facility under a code that no other has.
   *
   * @throws ForbiddenError when the region is outside the viewer's write regions.
   * @throws NotFoundError when the host is unknown.
   */
  async register(
    viewer: Viewer,
    { idempotencyKey, ...input }: RegisterStationInput,
  ): Promise<ServiceStation | Refusal> {
    assertMayWrite(viewer, input.regionCode, 'station:write');
    return this.acts.once<ServiceStation, Refusal>(
      viewer,
      'station.register',
      { key: idempotencyKey, request: input },
      async (tx) => {
        await assertWritesForUnion(tx, input.unionId ?? null, 'unionId', 'station:write');
        assertPlace(tx, input.regionCode);
        if (input.hostEnterpriseId) await assertEnterpriseKnown(tx, input.hostEnterpriseId);
        const id = await insertStation(tx, input);
        tx.about('ServiceStation', id);
        tx.within(input.regionCode);
        tx.note({ code: input.code, kind: input.kind });
        return id;
      },
      (id) => this.stations.written(viewer, id),
    );
  }

  /** States what a facility holds and offers, until it is opened; later changes are `change`'s. */
  equip(viewer: Viewer, input: EquipStationInput): Promise<ServiceStation | Refusal> {
    const { amenities, services, unattendedAccess } = input;
    return this.move(viewer, input, 'EQUIP', (tx, station) => {
      assertHours(tx, input.hours);
      const responsibleName = input.responsibleName ?? station.responsibleName;
      return { amenities, services, unattendedAccess, responsibleName, hours: input.hours };
    });
  }

  /** Opens a facility that lacks nothing that its kind requires (I31), for the first time or again. */
  open(viewer: Viewer, input: OpenStationInput): Promise<ServiceStation | Refusal> {
    return this.move(viewer, input, 'OPEN', (tx, station) => {
      assertComplete(tx, station, 'id');
      return { openedOn: station.openedOn ?? tx.today };
    });
  }

  /** Shuts a facility for a time; it still counts. */
  pause(viewer: Viewer, input: PauseStationInput): Promise<ServiceStation | Refusal> {
    return this.move(viewer, input, 'PAUSE', (tx) => {
      tx.note({ reason: input.reason });
      return {};
    });
  }

  /** Gives a facility up, with the reason; it is never opened again. */
  close(viewer: Viewer, input: CloseStationInput): Promise<ServiceStation | Refusal> {
    return this.move(viewer, input, 'CLOSE', (tx) => {
      tx.note({ reason: input.reason });
      return { closedOn: tx.today, closedReason: input.reason };
    });
  }

  /** Gives the plan of a facility up before it opens, with the reason; its code stays taken. */
  cancel(viewer: Viewer, input: CancelStationInput): Promise<ServiceStation | Refusal> {
    return this.move(viewer, input, 'CANCEL', (tx) => {
      tx.note({ reason: input.reason });
      return { closedOn: tx.today, closedReason: input.reason };
    });
  }

  /** Changes what is given of a facility that stands; an open one must still have what it needs (I31). */
  async change(viewer: Viewer, input: ChangeStationInput): Promise<ServiceStation | Refusal> {
    assertCan(viewer, 'station:write');
    return this.perform(viewer, 'station.change', async (tx) => {
      const { id, expectedVersion } = input;
      const station = await lockRow<ServiceStation>(tx, { ...LOCKED, entity: 'ServiceStation', id, expectedVersion });
      if (GIVEN_UP.includes(station.state)) {
        const message = 'The facility was given up: register another.';
        tx.refuse(new RuleBroken('STATION_CLOSED', 'id', message));
      }
      if (input.hours) assertHours(tx, input.hours);
      const changed = changedStation(station, input);
      if (station.state === StationState.OPEN) assertComplete(tx, changed, 'id');
      await update(tx, changed);
      tx.note({ changed: Object.keys(input).filter((field) => field !== 'id' && field !== 'expectedVersion') });
      return id;
    });
  }

  private async move(
    viewer: Viewer,
    { id, expectedVersion }: StationStepInput,
    event: StationEvent,
    changes: (tx: ActTransaction, station: ServiceStation) => Partial<ServiceStation>,
  ): Promise<ServiceStation | Refusal> {
    assertCan(viewer, 'station:write');
    return this.perform(viewer, `station.${event.toLowerCase()}`, async (tx) => {
      const target = { ...LOCKED, id, expectedVersion, machine: stationMachine, event, column: 'state' };
      const { row, to } = await moveState<ServiceStation, StationState, StationEvent>(tx, target);
      await update(tx, { ...row, ...changes(tx, row), state: to });
      return id;
    });
  }

  private async perform(
    viewer: Viewer,
    action: string,
    work: (tx: ActTransaction) => Promise<string>,
  ): Promise<ServiceStation | Refusal> {
    const outcome = await this.acts.perform<string, Refusal>(viewer, action, work);
    return typeof outcome === 'string' ? this.stations.written(viewer, outcome) : outcome;
  }
}

async function insertStation(tx: ActTransaction, input: NewStation): Promise<string> {
  const [id = null] = await addStations(tx, [input]);
  if (id !== null) return id;
  const message = 'Another facility has this code: take another.';
  return tx.refuse(new RuleBroken('STATION_CODE_TAKEN', 'code', message, { code: input.code }));
}

/** Adds planned facilities whose places were checked, in one statement: the id of each, null where another has its code. */
export async function addStations(
  tx: ActTransaction,
  stations: readonly NewStation[],
): Promise<readonly (string | null)[]> {
  const rows = stations.map(({ code, kind, name, regionCode, unionId, hostEnterpriseId, buildMode, ...place }) => ({
    ...{ id: newId(), code, kind, name, region_code: regionCode, union_id: unionId ?? null },
    ...{ host_enterprise_id: hostEnterpriseId ?? null, build_mode: buildMode, address: place.address },
    ...{ longitude: place.point?.longitude ?? null, latitude: place.point?.latitude ?? null },
    ...{ area_m2: place.areaM2 ?? null, state: stationMachine.initial },
  }));
  const onConflict = 'on conflict on constraint service_station_code_unique do nothing';
  const made = await insertRows(tx, { table: 'service_station', rows, onConflict });
  return rows.map(({ id }) => (made.has(id) ? id : null));
}

function changedStation(station: ServiceStation, input: ChangeStationInput): ServiceStation {
  return {
    ...station,
    name: input.name ?? station.name,
    address: input.address ?? station.address,
    longitude: input.point?.longitude ?? station.longitude,
    latitude: input.point?.latitude ?? station.latitude,
    amenities: input.amenities ?? station.amenities,
    services: input.services ?? station.services,
    hours: input.hours ?? station.hours,
    responsibleName: input.responsibleName ?? station.responsibleName,
    unattendedAccess: input.unattendedAccess ?? station.unattendedAccess,
  };
}

async function update(tx: ActTransaction, station: ServiceStation): Promise<void> {
  await tx.query(UPDATE, [
    ...[station.id, station.name, station.address, station.longitude, station.latitude, JSON.stringify(station.hours)],
    ...[station.amenities, station.services, station.responsibleName, station.unattendedAccess, station.state],
    ...[station.openedOn, station.closedOn, station.closedReason],
  ]);
}

function assertHours(tx: ActTransaction, hours: readonly OpenHours[]): void {
  const weekday = brokenDay(hours);
  if (weekday === null) return;
  const message = 'Hours of one day end after they begin and do not overlap.';
  tx.refuse(new RuleBroken('HOURS_DISORDERED', 'hours', message, { weekday }));
}

function assertComplete(tx: ActTransaction, station: ServiceStation, field: string): void {
  const missing = missingToOpen(station);
  if (missing.length === 0) return;
  const message = `An open facility needs what is missing here: ${missing.join(', ')}.`;
  tx.refuse(new RuleBroken('STATION_INCOMPLETE', field, message, { missing: missing.join(',') }));
}
