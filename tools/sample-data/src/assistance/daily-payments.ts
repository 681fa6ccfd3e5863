import { AidPurpose, HardshipCause, TargetGroupKind } from '@nuan/kernel';
import { scaled, spread } from '../apportion';
import type { SampleHousehold } from '../households';
import type { World } from '../world';
import { capOf } from './aid-caps';
import { dailyDelivery, dailyReachedOn } from './daily-round';
import { campaignDay, draw } from './pay-days';
import { payeeOf } from './payee';
import { type Payment, PaymentIndexes } from './payment';
import type { WarmthAmounts } from './warmth-amounts';
import { warmthPurposeOf } from './warmth-payments';

const PENDING_STATUS = ['RESERVED', 'APPROVED', 'SENT'] as const;
/** Day on which payments that are decided and not yet made are intended. */
const PENDING_ON = '2017-01-24';
const DAILY_WORKERS = 300;
const WORKER_FEN = 30_000n;

function purposeOf({ primaryCause }: SampleHousehold): AidPurpose {
  if (primaryCause === HardshipCause.MAJOR_ILLNESS) return AidPurpose.MEDICAL;
  if (primaryCause === HardshipCause.SCHOOLING) return AidPurpose.STUDY;
  const isSudden = primaryCause === HardshipCause.ACCIDENT || primaryCause === HardshipCause.NATURAL_DISASTER;
  return isSudden ? AidPurpose.TEMPORARY : AidPurpose.LIVING;
}

/** 500 to 1,500 yuan in steps of 100; for one household in 30 close to the cap of its purpose. */
function amountOf({ index }: SampleHousehold, purpose: AidPurpose): bigint {
  const isTemporary = purpose === AidPurpose.TEMPORARY || purpose === AidPurpose.LIVING;
  if (isTemporary && draw('daily-special', index, 30) === 0) return 290_000n;
  return BigInt(50_000 + 10_000 * draw('daily-amount', index, 11));
}

/** The payments of the open round DAILY2017 to households: those made, and those decided and not yet made. */
export function* dailyHouseholds(world: World, amounts: WarmthAmounts): Generator<Payment> {
  const indexes = new PaymentIndexes(world);
  for (const household of world.households) {
    if (!household.active) continue;
    const delivery = dailyDelivery(household);
    if (delivery !== 'MONEY' && delivery !== 'PENDING') continue;
    const purpose = purposeOf(household);
    const amountFen = amountOf(household, purpose);
    const earlierFen = warmthPurposeOf(household) === purpose ? amounts.householdFen(household) : 0n;
    yield {
      at: indexes.ofDaily(household.index),
      campaign: 'DAILY2017',
      group: TargetGroupKind.FILED_HOUSEHOLD,
      purpose,
      mode: 'BANK_CARD',
      amountFen,
      ...capOf(TargetGroupKind.FILED_HOUSEHOLD, purpose, amountFen, earlierFen),
      payee: payeeOf(household, world.persons, 60),
      householdIndex: household.index,
      employerIndex: null,
      studentIndex: null,
      regionCode: household.regionCode,
      fund: draw('daily-fund', household.index, 10) < 7 ? 'DAILY_CENTRAL' : 'DAILY_LOCAL',
      status: delivery === 'MONEY' ? 'PAID' : (PENDING_STATUS[draw('pending', household.index, 3)] ?? 'RESERVED'),
      on: delivery === 'MONEY' ? dailyReachedOn(household) : PENDING_ON,
      isFirstOfYear: false,
      event: null,
    };
  }
}

/** The workers of distressed enterprises whom the open round consoled as well; one in ten in cash, with a reason. */
export const dailyWorkers = (world: World): number[] =>
  spread(world.campaignGroups.distressedWorkers, Math.max(1, scaled(DAILY_WORKERS, world.scale)));

/** The payments of the open round to workers of distressed enterprises. */
export function* dailyConsolations(world: World): Generator<Payment> {
  const indexes = new PaymentIndexes(world);
  const group = TargetGroupKind.DISTRESSED_ENTERPRISE_WORKER;
  for (const [at, index] of dailyWorkers(world).entries()) {
    const person = world.persons[index];
    yield {
      at: indexes.ofDailyWorker(index),
      campaign: 'DAILY2017',
      group,
      purpose: AidPurpose.CONSOLATION,
      mode: at % 10 === 0 ? 'CASH' : 'VOUCHER',
      amountFen: WORKER_FEN,
      ...capOf(group, AidPurpose.CONSOLATION, WORKER_FEN, WORKER_FEN),
      payee: index,
      householdIndex: null,
      employerIndex: person?.employerIndex ?? null,
      studentIndex: null,
      regionCode: person?.regionCode ?? '',
      fund: 'DAILY_CENTRAL',
      status: 'PAID',
      on: campaignDay('daily-worker-day', index, '2017-01-20'),
      isFirstOfYear: false,
      event: null,
    };
  }
}
