import type { SubgraphCommand } from '@nuan/federation';

import { Retention } from './retention';

/** `retention` counts what is due; `retention --erase` erases it. */
export const retentionCommand: SubgraphCommand = {
  about:
    'counts closed files whose ten years are over; with --erase, erases their personal data and keeps ids and sums',
  run: async ({ db, clock, args, print }) => {
    const retention = new Retention(db, clock);
    const isReal = args.includes('--erase');
    const { files, applications, persons } = isReal ? await retention.erase() : await retention.due();
    const what = `${files} files, ${applications} applications, ${persons} persons`;
    print(isReal ? `erased: ${what}` : `due, nothing erased: ${what}; run with --erase`);
    return true;
  },
};
