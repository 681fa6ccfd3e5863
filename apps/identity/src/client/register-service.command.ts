import { FaultError } from '@nuan/errors';
import { Acts } from '@nuan/facts';
import type { SubgraphCommand } from '@nuan/federation';

import { registerService } from './service-registration';

/** `register-service`: registers a service of the platform at the console, or gives it another secret. */
export const registerServiceCommand: SubgraphCommand = {
  about:
    'registers a service of the platform and shows its secret, once: register-service CLIENT_ID REGION DEPARTMENT SCOPE…; again for another secret or other rights, which end those of before',
  run: async ({ db, clock, args, print }) => {
    const [clientId, regionCode, department, ...scopes] = args;
    if (!clientId || !regionCode || !department || scopes.length === 0)
      throw new FaultError(
        'Use it as: register-service CLIENT_ID REGION DEPARTMENT SCOPE…, such as register-service nuan-follower 340000 nuan changes:read.',
      );
    print(await registerService(new Acts(db, clock), clock, { clientId, regionCode, department, scopes }));
    return true;
  },
};
