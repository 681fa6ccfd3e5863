import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';

/** What enterprises knows of a campaign that a visit names; null for one that assistance doesn't have. */
export type NamedCampaign = {
  readonly status: string;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate | null;
} | null;

/** The states in which a campaign is carried out or wound up. */
const UNDER_WAY: readonly string[] = ['OPEN', 'CLOSING'];

/** The campaign of a code, as the feed of assistance tells it. */
export async function campaignNamed(tx: ActTransaction, code: string): Promise<NamedCampaign> {
  const [campaign] = await tx.query<NonNullable<NamedCampaign>[]>(
    'select status, starts_on as "startsOn", ends_on as "endsOn" from campaign_projection where code = $1',
    [code],
  );
  return campaign ?? null;
}

/** The rule that a visit breaks which names a campaign: one that there is, under way, on a day of it; null when it may. */
export function brokenByCampaign(campaign: NamedCampaign, visitedOn: LocalDate): RuleBroken | null {
  if (campaign === null) {
    const message = 'No campaign has this code; one that was just planned is known in a moment.';
    return new RuleBroken('CAMPAIGN_UNKNOWN', 'campaign', message);
  }
  const { status, startsOn, endsOn } = campaign;
  if (!UNDER_WAY.includes(status)) {
    const message = 'The campaign has not been opened, or its figures are frozen: record the visit without it.';
    return new RuleBroken('CAMPAIGN_UNDER_WAY', 'campaign', message, { status });
  }
  if (visitedOn >= startsOn && (endsOn === null || visitedOn <= endsOn)) return null;
  return new RuleBroken('VISITED_IN_CAMPAIGN', 'visitedOn', 'The day is none of the campaign.', {
    earliest: startsOn,
    ...(endsOn === null ? {} : { latest: endsOn }),
  });
}
