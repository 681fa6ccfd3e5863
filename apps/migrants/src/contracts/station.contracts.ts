import type { Contract } from '@nuan/federation';
import { listImportContract } from '@nuan/intake';

import { STATION_IMPORT } from '../station-import/station-import.machine';
import { REGION } from './region-fields';

const stations = listImportContract(STATION_IMPORT, ['stationsImported']);

/** The contract with civil affairs (民政), which runs stations of its own. Who is in charge of one is written, and not shown. */
export const stationContracts: readonly Contract[] = [
  {
    name: 'civil-affairs',
    title: 'Stations for outdoor workers (民政)',
    departments: [],
    scopes: ['station:read', 'station:write', 'changes:read'],
    queries: ['changes', 'stations', 'station', 'stationByCode', 'nearestStations', ...stations.queries],
    mutations: [
      ...['registerStation', 'equipStation', 'openStation', 'pauseStation', 'changeStation', 'closeStation'],
      ...['cancelStation', 'recordStationUse'],
      ...stations.mutations,
    ],
    types: {
      ServiceStation: `id code kind name address areaM2 hours unattendedAccess amenities missingAmenities services buildMode score
        state openedOn closedOn closedReason version region point openNow visits usage`,
      OpenHours: 'weekday opensAt closesAt',
      GeoPoint: 'longitude latitude',
      StationUsage: 'hour occupation visits',
      NearStation: 'station distance',
      ...stations.types,
      Region: REGION,
    },
  },
];
