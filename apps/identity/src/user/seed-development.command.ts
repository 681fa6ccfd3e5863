import { DEVELOPMENT_ISSUER, DEVELOPMENT_REGIONS } from '@nuan/auth';
import { FaultError } from '@nuan/errors';
import { Acts } from '@nuan/facts';
import type { SubgraphCommand } from '@nuan/federation';

import { PersonRole, roleOf } from '../role/person-role';
import { READING_ONLY } from './appoint.command';
import { appoint } from './appointment';

/** `seed-development`: one invented user per role, whom the development issuer knows, so that signing in can be tried. */
export const seedDevelopment: SubgraphCommand = {
  about: 'makes one invented user per role, for the all-in-one alone; what is there already stays',
  run: async ({ db, clock, env, print }) => {
    if (env['NUAN_MODE'] !== 'development')
      throw new FaultError('Invented users belong to the all-in-one: this needs NUAN_MODE=development.');
    const acts = new Acts(db, clock);
    let made = 0;
    for (const role of Object.values(PersonRole)) {
      const name = roleOf(role);
      const regionCode = DEVELOPMENT_REGIONS[name];
      const { isNew } = await appoint(acts, {
        ...{ role, regionCode, issuer: DEVELOPMENT_ISSUER, subject: `development:${name}:${regionCode}` },
        ...{ name: `例${made}`, isReadingOnly: READING_ONLY.includes(role) },
      });
      if (isNew) made += 1;
    }
    print(`identity: ${made} invented users were given a role`);
    return true;
  },
};
