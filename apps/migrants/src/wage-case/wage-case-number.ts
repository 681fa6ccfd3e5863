import type { ActTransaction } from '@nuan/facts';
import { type LocalDate, yearOf } from '@nuan/kernel';

const NEXT = `insert into wage_case_counter (region_code, year, last_no) values ($1, $2, 1)
  on conflict on constraint wage_case_counter_pkey do update set last_no = wage_case_counter.last_no + 1 returning last_no as "lastNo"`;

/** The next case number (案件编号) of a region and year, such as QX2017-340102-00001; reports of one region take turns on the counter. */
export async function nextCaseNo(tx: ActTransaction, regionCode: string, reportedOn: LocalDate): Promise<string> {
  const year = yearOf(reportedOn);
  const [row] = await tx.query<{ lastNo: number }[]>(NEXT, [regionCode, year]);
  return `QX${String(year)}-${regionCode}-${String(row?.lastNo ?? 1).padStart(5, '0')}`;
}
