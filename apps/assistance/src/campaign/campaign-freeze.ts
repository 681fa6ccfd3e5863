import { scopePatterns, type Viewer } from '@nuan/auth';
import type { RollupCell } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import type { DataSource } from 'typeorm';

/** What is kept of a campaign: its register, and its money by group, source, purpose and mode. */
const KEPT_METRICS = [
  'campaign.listed',
  'campaign.reached',
  'campaign.reachedMigrant',
  'campaign.paid',
  'aid.group',
  'aid.source',
  'aid.purpose',
  'aid.mode',
];

const FREEZE = `
insert into campaign_figure (campaign_code, metric, region_code, key, n, amount_fen)
select $1, c.metric, c.region_code, c.key, sum(c.n), sum(c.amount_fen)
from (
  select metric, region_code, key, n, amount_fen from rollup_counter where campaign = $1 and metric = any($2)
  union all
  select metric, region_code, key, n, amount_fen from rollup_delta where campaign = $1 and metric = any($2)
) c
group by c.metric, c.region_code, c.key having sum(c.n) <> 0 or sum(c.amount_fen) <> 0
union all
select $1, 'RAISED', f.region_code, '', count(distinct t.id), -sum(e.amount_fen)
from ledger_transaction t join ledger_entry e on e.transaction_id = t.id join fund f on f.id = t.fund_id
where t.campaign_code = $1 and e.account = 'CONTRIBUTOR' group by f.region_code`;

/**
 * Writes down the figures of a campaign as they stand, by region and key, in one statement and so of one instant. The caller
 * holds the campaign's lock, which everyone waits for who would change them.
 */
export async function freezeFigures(tx: ActTransaction, campaignCode: string): Promise<void> {
  await tx.query(FREEZE, [campaignCode, KEPT_METRICS]);
}

/** The frozen figures of campaigns within the viewer's regions, as rollup cells without a year; one statement. */
export async function readFrozenFigures(
  db: DataSource,
  viewer: Viewer,
  codes: readonly string[],
): Promise<RollupCell[]> {
  const rows = await db.query<(Omit<RollupCell, 'n' | 'amountFen' | 'year'> & { n: string; amountFen: string })[]>(
    `select campaign_code as campaign, metric, key, sum(n)::bigint as n, sum(amount_fen)::bigint as "amountFen"
     from campaign_figure where campaign_code = any($1) and region_code like any($2::text[]) group by campaign_code, metric, key`,
    [codes, scopePatterns(viewer)],
  );
  return rows.map(({ n, amountFen, ...cell }) => ({ ...cell, year: 0, n: Number(n), amountFen: BigInt(amountFen) }));
}
