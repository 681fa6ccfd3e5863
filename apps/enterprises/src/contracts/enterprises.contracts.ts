import type { Contract } from '@nuan/federation';

import { firmContracts } from './firm.contracts';
import { REGION } from './region-fields';
import { unionContracts } from './union.contracts';

/** What partner departments see of enterprises: firms, unions, shops and lines of regions, and of the people there nothing. */
export const enterprisesContracts: readonly Contract[] = [
  ...firmContracts,
  {
    name: 'civil-affairs',
    title: 'Minimum-living lines (民政)',
    departments: [],
    scopes: ['regionFact:write', 'changes:read'],
    queries: ['changes', 'regions', 'region'],
    mutations: ['setMinLivingLine'],
    types: {
      Region: `${REGION} minLivingLine minLivingLines`,
      MinLivingLine: 'validFrom validTo monthly document version',
    },
  },
  ...unionContracts,
];
