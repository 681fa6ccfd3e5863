import type { ActTransaction } from '@nuan/facts';
import { yearOf } from '@nuan/kernel';

const NEXT = `insert into card_counter (region_code, year, last_no) values ($1, $2, 1)
  on conflict on constraint card_counter_pkey do update set last_no = card_counter.last_no + 1 returning last_no as "lastNo"`;

/**
 * The next card number (帮扶卡号) of a region and year, such as K340102-2017-00001. Drafts of one region take turns on the
 * counter's row until they commit, so no two plans get one number and none is skipped.
 */
export async function nextCardNo(tx: ActTransaction, regionCode: string): Promise<string> {
  const year = yearOf(tx.today);
  const [row] = await tx.query<{ lastNo: number }[]>(NEXT, [regionCode, year]);
  return `K${regionCode}-${year}-${String(row?.lastNo ?? 1).padStart(5, '0')}`;
}
