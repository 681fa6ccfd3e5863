import { type Policy, typeOf } from '@nuan/federation';

/** Who may read the gateway's own part: divisions are reference data, and `me` is about the caller alone. */
export const referencePolicy: Partial<Policy> = {
  types: {
    Caller: typeOf('OWN_ACT', null, {
      subject: 'OWN_ACT INTERNAL',
      role: 'OWN_ACT INTERNAL',
      readRegions: 'OWN_ACT INTERNAL',
      writeRegions: 'OWN_ACT INTERNAL',
      scopes: 'OWN_ACT INTERNAL',
      unionId: 'OWN_ACT INTERNAL',
      department: 'OWN_ACT INTERNAL',
      subgraph: 'OWN_ACT INTERNAL',
    }),
  },
  queries: { me: ['OWN_ACT', 'INTERNAL'] },
};
