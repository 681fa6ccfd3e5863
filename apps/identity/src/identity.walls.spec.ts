import { testRegionWalls } from '@nuan/testing';

import { identitySubgraph } from './identity.subgraph';

testRegionWalls({
  definition: identitySubgraph.database,
  open: {
    role_exclusion: 'a rule of the programme, the same everywhere',
    token_revocation: 'opaque ids, published to every verifier',
  },
  functions: {
    role_conflicts: 'which roles of one person, named by id, exclude a new one',
  },
});
