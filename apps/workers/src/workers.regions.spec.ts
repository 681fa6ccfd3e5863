import { newId } from '@nuan/kernel';
import { testRegionReferences, viewerWith } from '@nuan/testing';

import { aHousehold, anIdNumber, aUnion } from './row-builders';
import { workersSubgraph } from './workers.subgraph';

const head = () => ({ name: '李小红', idNumber: anIdNumber(), employmentStatus: 'UNEMPLOYED' });

testRegionReferences({
  definition: workersSubgraph,
  places: {
    'proposeTransfer toRegion': {
      rule: 'REGION_VALID_TODAY',
      given: async (db) => ({ householdId: (await aHousehold(db.app)).id, expectedVersion: 1 }),
    },
    'openTemporaryFile regionCode': {
      rule: 'REGION_VALID_TODAY',
      given: async (db) => ({ unionId: await aUnion(db.owner, { id: newId() }), head: head() }),
    },
    'exportPublicNotices regionCode': 'chooses notices that were posted',
    'setNoticeDays regionCode': { rule: 'REGION_EXISTS' },
    'setRequiredCheck regionCode': { rule: 'REGION_EXISTS' },
    'publishCategoryRules regionCode': { rule: 'REGION_EXISTS' },
    'createFilingDraft regionCode': { rule: 'REGION_KEEPS_FILES' },
    'startMatchingList regionCode': {
      viewer: viewerWith({ role: 'partner', read: ['340000'], department: '民政', scopes: ['match:submit'] }),
    },
  },
});
