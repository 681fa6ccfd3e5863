import { join } from 'node:path';

import { DEVELOPMENT_AUDIENCE, DEVELOPMENT_ISSUER, DEVELOPMENT_REGIONS, loadOrCreateDevelopmentKey } from '@nuan/auth';

import { ensureAllInOne } from '../all-in-one';
import type { HostileConfig } from '../bench.config';
import { readQuestions } from '../questions';
import { type HostileContest, runHostileContest } from './hostile-contest';

/** Has the board of the cities asked beside hostile documents, with the limits as they are served. @throws FaultError when nothing answers. */
export async function runHostile(
  root: string,
  { bench, attackers, roundMs }: HostileConfig,
  say: (line: string) => void,
): Promise<HostileContest> {
  const stop = await ensureAllInOne(root, bench.port, bench.env);
  try {
    const [board] = readQuestions(join(root, 'apps/gateway/questions'));
    return await runHostileContest({
      origin: `http://127.0.0.1:${bench.port}`,
      token: {
        role: 'province',
        region: DEVELOPMENT_REGIONS.province,
        privateJwk: loadOrCreateDevelopmentKey(bench.dataDir).privateJwk,
        issuer: DEVELOPMENT_ISSUER,
        audience: DEVELOPMENT_AUDIENCE,
        ttlS: 3_600,
      },
      body: JSON.stringify({ query: board?.document, variables: board?.variables }),
      roundMs,
      attackers,
      say,
    });
  } finally {
    await stop?.();
  }
}
