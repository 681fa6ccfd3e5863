import type { ActTransaction } from '@nuan/facts';

const RECORD_RETURN = `
insert into service_record (id, household_id, worker_id, region_code, kind, return_service_id, served_on)
select gen_random_uuid(), w.household_id, w.id, w.region_code, 'RETURN_HOME', $1, $2
from worker_projection w where w.id = any($3::uuid[]) and w.household_id is not null`;

/** Records, for those of `workers` who belong to a filed household, that they were brought home; each is named once by the caller. */
export async function recordBroughtHome(
  tx: ActTransaction,
  returnServiceId: string,
  servedOn: string,
  workers: readonly string[],
): Promise<void> {
  if (workers.length > 0) await tx.query(RECORD_RETURN, [returnServiceId, servedOn, workers]);
}
