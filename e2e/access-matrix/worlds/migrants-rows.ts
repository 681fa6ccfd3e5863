import { newId } from '@nuan/kernel';
import { type Administrator, type KnownValues, ROW_REGIONS } from '@nuan/testing';

import { importProblems } from './import-problems';

type Seeds = Readonly<Record<string, KnownValues>>;

/** Rows of migrants that hang on others by more than the name of a column; gives the seeds back with the keys that they add. */
export async function migrantsRows(admin: Administrator, seeds: Seeds): Promise<Seeds> {
  await importProblems(admin);
  for (const owner of ['culture_event', 'return_service']) await placesOf(admin, owner);
  const found: [string, KnownValues][] = [];
  for (const [region, rows] of Object.entries(seeds))
    found.push([region, new Map([...rows, ['Household.id', rows.get('ServiceRecord.householdId') ?? newId()]])]);
  return Object.fromEntries(found);
}

/** Places in every event or trip of the two regions, one of them taken and one waited for. Their id is that of the event or trip. */
async function placesOf(admin: Administrator, owner: string): Promise<void> {
  await admin.query(
    `insert into place_pool (id, ${owner}_id, region_code, phase, capacity, opens_at, closes_at, held, waiting, last_waiting_no)
     select id, id, region_code, 'OPEN', 1, '2017-01-03T09:00:00+08:00', '2017-01-10T09:00:00+08:00', 1, 1, 1
     from ${owner} where region_code = any($1) on conflict do nothing`,
    [Object.values(ROW_REGIONS)],
  );
}
