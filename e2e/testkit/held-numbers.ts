import { testCipher } from '@nuan/testing';

import { rowsOf } from './rows';
import { copySampleDatabase } from './sample-databases';

/** The ID numbers of people of the sample, in the order of their ids: what a department has on a list of its own. */
export async function heldNumbersOf(ids: readonly string[]): Promise<readonly string[]> {
  const workers = await copySampleDatabase('workers');
  const rows = await rowsOf<{ sealed: Buffer }>(
    workers.owner,
    'select id_number_sealed as sealed from worker join unnest($1::uuid[]) with ordinality wanted (id, at) using (id) order by at',
    [ids],
  );
  await workers.drop();
  return rows.map(({ sealed }) => testCipher.open(sealed));
}
