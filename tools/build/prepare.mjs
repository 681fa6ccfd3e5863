// Runs at the end of `npm ci`: the programs are bundled once at install, so that the first start needn't. A failure is
// no failure of the install: `npm start` builds what is missing and says what is wrong.
import { buildPrograms, findStale } from './build.mjs';

try {
  const stale = findStale();
  await buildPrograms(stale);
  if (stale.length > 0) console.log(`nuan: bundled ${stale.map(({ name }) => name).join(', ')}`);
} catch (error) {
  console.log(
    `nuan: not bundled yet (${error instanceof Error ? error.message.split('\n')[0] : error}); "npm start" tries again`,
  );
}
