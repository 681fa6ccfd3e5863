import { testRegionWalls } from '@nuan/testing';

import { migrantsSubgraph } from './migrants.subgraph';

testRegionWalls({
  definition: migrantsSubgraph.database,
  open: {
    service_station: 'public facilities, found by a spatial index that no wall lets through; the queries bound regions',
    station_use: 'counts of visits to public facilities',
    station_hourly_use: 'counts of visits to public facilities',
    advance_rule: 'rules of the city or province that hold for its counties',
    enterprise_projection: 'organisations, not persons',
    insurance_target: 'rules of the city or province that hold for its counties',
    wage_case_counter: 'the last number given out',
  },
});
