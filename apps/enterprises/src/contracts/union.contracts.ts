import type { Contract } from '@nuan/federation';

import { REGION } from './region-fields';

/** The contracts about union organisations (工会): with those who keep them, and with commerce, which signs for them with shops. */
export const unionContracts: readonly Contract[] = [
  {
    name: 'state-assets',
    title: 'Unions of state-owned works: founded, moved, merged and dissolved (国资委)',
    departments: [],
    scopes: ['union:read', 'union:write', 'changes:read'],
    queries: ['changes', 'unions', 'union', 'dissolvedUnions'],
    mutations: ['foundUnion', 'changeUnion', 'moveUnion', 'dissolveUnion'],
    types: {
      TradeUnion:
        'id name level industry aidCentre directlyAdministered foundedOn dissolvedOn version region parent successor children',
      Region: REGION,
    },
  },
  {
    name: 'commerce',
    title: 'Shops that give households on file a discount (商务)',
    departments: [],
    scopes: ['union:read', 'shop:write', 'changes:read'],
    queries: ['changes', 'partnerShops', 'partnerShop', 'unions', 'union'],
    mutations: ['signPartnerShop', 'endPartnerShop', 'correctPartnerShop'],
    types: {
      PartnerShop: `id name region union discountPercent validFromOn validToOn status isRunning endedOn endedReason correctedOn
        correctedReason version`,
      TradeUnion: 'id name level region',
      Region: REGION,
    },
  },
];
