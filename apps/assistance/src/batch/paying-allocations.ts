import { writesForSomeUnions } from '@nuan/auth';
import { ofWriteUnions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';

/** From which money a batch pays: of one allocation, or of its fund's. */
export interface BatchMoney {
  readonly fund_id: string;
  readonly allocation_id: string | null;
}

/**
 * The allocation that pays in each region: the batch's own, or the fund's of the smallest region around. Who writes for some unions
 * pays with what they hold. A region in which none pays is left out.
 */
export async function payingAllocations(
  tx: Pick<ActTransaction, 'query' | 'viewer'>,
  { fund_id, allocation_id }: BatchMoney,
  regions: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const held = writesForSomeUnions(tx.viewer) ? `and ${ofWriteUnions('a.to_union_id')}` : '';
  const rows = await tx.query<{ region: string; id: string }[]>(
    `select r.region, a.id from unnest($3::text[]) r (region) cross join lateral (
       select a.id from allocation a where a.fund_id = $1 and ($2::uuid is null or a.id = $2)
         and a.region_code = any (region_and_above(r.region)) ${held} order by a.region_code desc, a.id limit 1
     ) a`,
    [fund_id, allocation_id, [...new Set(regions)]],
  );
  return new Map(rows.map(({ region, id }) => [region, id]));
}
