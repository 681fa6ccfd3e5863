import { isUuid, newId } from '@nuan/kernel';
import { type Administrator, type KnownValues, ROW_REGIONS } from '@nuan/testing';

/** What somebody once did something to, by its region: auditors ask who it was. */
const ACTED_ON: Readonly<Record<string, string>> = {
  [ROW_REGIONS.county]: '01890a5d-ac96-774b-bcce-b302099a8102',
  [ROW_REGIONS.city]: '01890a5d-ac96-774b-bcce-b302099a8100',
};

/** The subject of an act of the region; of the county for what lies elsewhere. */
export function actedOn(region: string): string {
  return ACTED_ON[region] ?? String(ACTED_ON[ROW_REGIONS.county]);
}

/** An act in each region that the auditors are shown, and long work that ended on every row by which the region is asked for. */
export async function actsAndWork(admin: Administrator, seeds: Readonly<Record<string, KnownValues>>): Promise<void> {
  const at = '2017-01-03T09:00:00+08:00';
  for (const [region, rows] of Object.entries(seeds)) {
    await admin.query(
      `select append_audit($1, $2, 'specimen', 'county', 'specimen.touch', $3, array['Specimen'], array[$4::uuid], '{"count": 1}')`,
      [newId(), at, region, actedOn(region)],
    );
    for (const [name, subject] of rows)
      if (name.endsWith('.id') && isUuid(subject))
        await admin.query(
          `insert into job (id, kind, subject_id, region_code, state, viewer, done, total, failed, message, created_at, started_at, finished_at)
           values ($1, 'specimen.work', $2, $3, 'DONE', '{}', 2, 3, 1, 'Ended with a problem.', $4, $4, $4)`,
          [newId(), subject, region, at],
        );
  }
}
