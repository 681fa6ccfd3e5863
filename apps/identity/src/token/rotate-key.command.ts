import { rotateSigningKeys } from '@nuan/auth';
import { FaultError } from '@nuan/errors';
import { Acts } from '@nuan/facts';
import type { SubgraphCommand } from '@nuan/federation';

import { readIdentitySettings } from '../identity.config';
import { IDENTITY_PROGRAM } from '../system.viewer';

/** `rotate-key`: a new signing key for tokens, put on record; the running program takes it up by itself. */
export const rotateKey: SubgraphCommand = {
  about:
    'adds a signing key: published at once, signing a minute later; the one before stays published until its tokens are over',
  run: async ({ db, clock, env, print }) => {
    const { keysFile } = readIdentitySettings(env);
    if (keysFile === null) throw new FaultError('This needs NUAN_IDENTITY_KEYS, the file with the signing keys.');
    const kid = await new Acts(db, clock).perform(IDENTITY_PROGRAM, 'signingKey.rotate', async (tx) => {
      const added = rotateSigningKeys(keysFile, clock.now());
      tx.note({ kid: added });
      return added;
    });
    print(`identity: added signing key ${kid}`);
    return true;
  },
};
