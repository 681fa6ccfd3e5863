import { testUnionWalls } from '@nuan/testing';

import { migrantsSubgraph } from './migrants.subgraph';

testUnionWalls({
  definition: migrantsSubgraph.database,
  byRegion: {
    wage_case: 'an employer’s debt; its workers are bounded by their unions',
    advance_request: 'asked for an employer’s workers, nobody named',
    inspection: 'visits to employers',
    insurance_project: 'projects of employers',
    culture_event: 'events that a whole region may come to',
    return_service: 'trips that a whole region may take',
    group_ticket_purchase: 'tickets of a trip',
    return_subsidy: 'sums of a trip, nobody named',
    place_pool: 'places of an event or a trip',
    health_check_batch: 'days of a region, nobody named',
  },
  unwalled: {
    service_station: 'facilities, which anybody may look up; reader and writers bound them by `unionColumns`',
  },
});
