import { beyondRegions, insertRows } from '@nuan/database';
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

/** What became of a visit that was added. */
export interface AddedVisit {
  readonly id: string;
  /** Whether it counts its enterprise as visited in the campaign. */
  readonly isFirst: boolean;
}

/**
 * Adds visits, in their order and in one statement. The first of a campaign that finds the enterprise in distress counts it as visited;
 * decided under the enterprises' locks, which the caller holds.
 */
export async function addVisits(tx: ActTransaction, visits: readonly NewVisit[]): Promise<readonly AddedVisit[]> {
  const counts = await countsIn(tx, visits);
  const counted = new Set<string>();
  const rows = visits.map((visit, at) => {
    const { enterpriseId, campaign, visitedOn, leaderRank, leader, workersMet, amount, goods, note } = visit;
    const isFirst = counts[at] === true && !counted.has(`${enterpriseId} ${String(campaign)}`);
    if (isFirst) counted.add(`${enterpriseId} ${String(campaign)}`);
    return {
      ...{ id: newId(), enterprise_id: enterpriseId, region_code: visit.region, campaign_code: campaign },
      ...{ first_in_campaign: isFirst, visited_on: visitedOn, leader_rank: leaderRank, leader: leader.trim() },
      ...{ workers_met: workersMet, amount_fen: amount, goods_fen: goods, note },
    };
  });
  await insertRows(tx, { table: 'enterprise_visit', rows });
  tx.about(
    'EnterpriseVisit',
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, first_in_campaign: isFirst }) => ({ id, isFirst }));
}

/** Whether a visit on its day would count its enterprise: it was in distress, and none of the campaign counts it yet. */
async function countsIn(tx: ActTransaction, visits: readonly NewVisit[]): Promise<readonly boolean[]> {
  if (visits.every(({ campaign }) => campaign === null)) return [];
  const found = await beyondRegions(
    'an enterprise counts once in a campaign, also when it moved to another county',
    () =>
      tx.query<{ counts: boolean }[]>(
        `select w.campaign is not null and enterprise_in_distress(w.id, w.day) and not exists (select from enterprise_visit
           where enterprise_id = w.id and campaign_code = w.campaign and first_in_campaign and corrected_on is null) as counts
         from unnest($1::uuid[], $2::text[], $3::date[]) with ordinality w (id, campaign, day, at) order by w.at`,
        [
          visits.map(({ enterpriseId }) => enterpriseId),
          visits.map(({ campaign }) => campaign),
          visits.map(({ visitedOn }) => visitedOn),
        ],
      ),
  );
  return found.map(({ counts }) => counts);
}
