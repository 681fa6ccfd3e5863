import { aCreditCode, testRegionReferences } from '@nuan/testing';

import { anEnterprise, aUnion } from '../testing/rows';
import { enterprisesSubgraph } from './enterprises.subgraph';

let serial = 0;

testRegionReferences({
  definition: enterprisesSubgraph,
  places: {
    'registerEnterprise region': { given: () => ({ creditCode: aCreditCode(++serial) }) },
    'moveEnterprise region': { given: async (db) => ({ id: await anEnterprise(db.owner), expectedVersion: 1 }) },
    'setMinLivingLine region': { field: 'validFrom' },
    'followRegionSuccession region': 'takes divisions that have ended alone, and has a test of its own',
    'moveUnion region': {
      given: async (db) => {
        const [top] = await db.owner.query<{ id: string }[]>(`select id from trade_union where level = 'PROVINCE'`);
        const parentId = top?.id ?? (await aUnion(db.owner, { level: 'PROVINCE', region_code: '340000' }));
        return { id: await aUnion(db.owner, { parent_id: parentId }), expectedVersion: 1, parentId };
      },
    },
  },
});
