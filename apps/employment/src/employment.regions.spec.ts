import { testRegionReferences } from '@nuan/testing';

import { employmentSubgraph } from './employment.subgraph';
import { recordBuilders } from './record-builders';

testRegionReferences({
  definition: employmentSubgraph,
  places: {
    'openTrainingSession region': {
      given: async (db) => ({
        programId: (await recordBuilders(() => db.owner).program({ region_code: '340100', year: 2017 })).id,
        ...{ startsOn: '2017-01-03', endsOn: '2017-01-05' },
      }),
    },
    'planPilot cities.0.city': { takesCities: true },
    'recordPilotSpending city': 'one of the cities that the pilot was planned for, known since then',
  },
});
