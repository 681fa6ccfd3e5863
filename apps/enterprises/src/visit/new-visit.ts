import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { type LocalDate, newId } from '@nuan/kernel';

import type { VisitLeaderRank } from './visit-leader-rank';

/** 100,000,000.00 yuan, in fen: more than any visit brings. */
export const MAX_VISIT_FEN = 10_000_000_000n;

/** A visit that is to be recorded of a locked enterprise. */
export interface NewVisit {
  readonly enterpriseId: string;
  /** Where the enterprise was on that day. */
  readonly region: string;
  readonly campaign: string | null;
  readonly visitedOn: LocalDate;
  readonly leaderRank: VisitLeaderRank;
  readonly leader: string;
  readonly workersMet: number | null;
  readonly amount: bigint | null;
  readonly goods: bigint | null;
  readonly note: string | null;
}

/**
 * Adds a visit. The first of a campaign that finds the enterprise in distress counts it as visited; decided under the enterprise's
 * lock, which the caller holds.
 */
export async function addVisit(
  tx: ActTransaction,
  visit: NewVisit,
): Promise<{ readonly id: string; readonly isFirst: boolean }> {
  const { enterpriseId, campaign, visitedOn } = visit;
  const isFirst = campaign !== null && (await countsIn(tx, enterpriseId, campaign, visitedOn));
  const id = newId();
  await tx.query(
    `insert into enterprise_visit (id, enterprise_id, region_code, campaign_code, first_in_campaign, visited_on, leader_rank, leader,
       workers_met, amount_fen, goods_fen, note) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[id, enterpriseId, visit.region, campaign, isFirst, visitedOn, visit.leaderRank, visit.leader.trim()],
      ...[visit.workersMet, visit.amount, visit.goods, visit.note],
    ],
  );
  tx.about('EnterpriseVisit', id);
  return { id, isFirst };
}

/** Whether a visit on that day counts the enterprise: it was in distress, and none of the campaign counts it yet. */
async function countsIn(tx: ActTransaction, id: string, campaign: string, visitedOn: string): Promise<boolean> {
  const [found] = await beyondRegions(
    'an enterprise counts once in a campaign, also when it moved to another county',
    () =>
      tx.query<{ counts: boolean }[]>(
        `select enterprise_in_distress($1, $3) and not exists (select from enterprise_visit
         where enterprise_id = $1 and campaign_code = $2 and first_in_campaign and corrected_on is null) as counts`,
        [id, campaign, visitedOn],
      ),
  );
  return found?.counts ?? false;
}
