import type { SampleHousehold } from '../households';
import { campaignDay, draw, isPaidSoon, nextWeekday, warmthPaidOn } from './pay-days';

/**
 * What the open round DAILY2017 has brought a household so far: money, another of the four deliveries (policy, job,
 * information: 四送), money that is decided but not paid, or nothing. About 60 % are reached, 15 % by money.
 */
export type DailyDelivery = 'MONEY' | 'SERVICE' | 'PENDING' | 'NOTHING';

/** What DAILY2017 has brought an active household by the as-of date; wholly synthetic. */
export function dailyDelivery(household: SampleHousehold): DailyDelivery {
  if (isPaidSoon(household)) return 'MONEY';
  const share = draw('daily-round', household.index, 1000);
  if (share < 150) return 'MONEY';
  if (share < 600) return 'SERVICE';
  return share < 620 ? 'PENDING' : 'NOTHING';
}

/** The day on which DAILY2017 reached a household, or paid it when it did: not before the campaign's own payment. */
export function dailyReachedOn(household: SampleHousehold): string {
  if (isPaidSoon(household)) return nextWeekday(household.recordedOn);
  const warmth = warmthPaidOn(household);
  return campaignDay('daily-day', household.index, warmth < '2017-01-12' ? '2017-01-12' : warmth);
}
