import { Acts } from '@nuan/facts';
import { reference, type SubgraphDependencies, type SubgraphParts } from '@nuan/federation';

import { NearestStations } from './station/nearest-stations.service';
import { ServiceStationResolver } from './station/service-station.resolver';
import { ServiceStationService } from './station/service-station.service';
import { stationMachine } from './station/station.machine';
import { StationUseWriter } from './station/station-use.writer';
import { StationWriteResolver } from './station/station-write.resolver';
import { StationWriter } from './station/station.writer';

/** State machines of stations, wages and inspections. */
export const protectionMachines = [stationMachine] as const;

/** The part of the composition root that shelters and protects: stations, wage cases, inspections, injury insurance. */
export function protectionParts({ db, clock }: Pick<SubgraphDependencies, 'db' | 'clock'>): SubgraphParts {
  const acts = new Acts(db, clock);
  const stations = new ServiceStationService(db);
  return {
    resolvers: [
      new ServiceStationResolver(stations, new NearestStations(db)),
      new StationWriteResolver(new StationWriter(acts, stations), new StationUseWriter(acts, stations)),
    ],
    references: {
      ServiceStation: reference({ action: 'station:read', keys: { id: stations.loadMany, code: stations.loadByCode } }),
    },
  };
}
