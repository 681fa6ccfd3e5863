import { pageOf, type Policy, typeOf } from '@nuan/federation';

/** Union organisations and their shops (工会). */
export const unionPolicy: Partial<Policy> = {
  types: {
    TradeUnion: typeOf('PROGRAMME', 'union:read', {
      id: 'PROGRAMME INTERNAL',
      name: 'PROGRAMME PUBLIC',
      level: 'PROGRAMME INTERNAL',
      industry: 'PROGRAMME INTERNAL',
      aidCentre: 'PROGRAMME INTERNAL',
      directlyAdministered: 'PROGRAMME INTERNAL',
      foundedOn: 'PROGRAMME INTERNAL',
      dissolvedOn: 'PROGRAMME INTERNAL',
      dissolvedReason: 'PROGRAMME INTERNAL',
      version: 'PROGRAMME INTERNAL',
      region: 'PROGRAMME INTERNAL',
      parent: 'PROGRAMME INTERNAL',
      successor: 'PROGRAMME INTERNAL',
      children: 'PROGRAMME INTERNAL',
    }),
    PartnerShop: typeOf('PROGRAMME', 'union:read', {
      id: 'PROGRAMME INTERNAL',
      name: 'PROGRAMME INTERNAL',
      discountPercent: 'PROGRAMME INTERNAL',
      validFromOn: 'PROGRAMME INTERNAL',
      validToOn: 'PROGRAMME INTERNAL',
      region: 'PROGRAMME INTERNAL',
      union: 'PROGRAMME INTERNAL',
    }),
    ...pageOf('TradeUnion', 'PROGRAMME', 'union:read'),
    ...pageOf('PartnerShop', 'PROGRAMME', 'union:read'),
  },
  queries: {
    partnerShops: ['PROGRAMME', 'INTERNAL', 'union:read'],
    unions: ['PROGRAMME', 'INTERNAL', 'union:read'],
    dissolvedUnions: ['PROGRAMME', 'INTERNAL', 'union:read'],
    union: ['PROGRAMME', 'INTERNAL', 'union:read'],
  },
  mutations: {
    foundUnion: ['OWN_ACT', 'INTERNAL', 'union:write'],
    changeUnion: ['OWN_ACT', 'INTERNAL', 'union:write'],
    moveUnion: ['OWN_ACT', 'INTERNAL', 'union:write'],
    dissolveUnion: ['OWN_ACT', 'INTERNAL', 'union:write'],
  },
};
