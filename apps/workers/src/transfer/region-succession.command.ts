import type { SubgraphCommand } from '@nuan/federation';

import { RegionSuccession } from './region-succession';

/** `regions` tells what stands under divisions that ended; `regions --move` moves it to their successors. */
export const regionsCommand: SubgraphCommand = {
  about: 'tells which open files stand under divisions that ended; with --move, moves them to the successors',
  run: async ({ db, clock, args, print }) => {
    const succession = new RegionSuccession(db, clock);
    const isReal = args.includes('--move');
    const found = isReal ? await succession.move() : await succession.due();
    for (const { from, to, files, persons } of found) print(`${from} → ${to}: ${files} files, ${persons} persons`);
    if (found.length === 0) print('every open file stands under a division that exists');
    else if (!isReal) print('nothing moved; run with --move');
    return true;
  },
};
