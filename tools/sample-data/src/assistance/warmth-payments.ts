import { AidPurpose, HardshipCause, TargetGroupKind } from '@nuan/kernel';
import type { SampleHousehold } from '../households';
import type { World } from '../world';
import { capOf } from './aid-caps';
import { EVENTS_HELD_ON, eventOfWorker } from './consolation-events';
import type { FundKind } from './fund-kinds';
import { campaignDay, draw, warmthPaidOn } from './pay-days';
import { payeeOf } from './payee';
import { type Payment, PaymentIndexes } from './payment';
import type { WarmthAmounts } from './warmth-amounts';

const RECONCILED_UNTIL = '2017-01-13';
const statusOn = (date: string): Payment['status'] => (date <= RECONCILED_UNTIL ? 'RECONCILED' : 'PAID');

/** Purpose of the campaign's payment to a household: living aid, but for some of the ill and of the schooling. */
export function warmthPurposeOf(household: SampleHousehold): AidPurpose {
  if (draw('warmth-purpose', household.index, 4) !== 0) return AidPurpose.LIVING;
  if (household.primaryCause === HardshipCause.MAJOR_ILLNESS) return AidPurpose.MEDICAL;
  return household.primaryCause === HardshipCause.SCHOOLING ? AidPurpose.STUDY : AidPurpose.LIVING;
}

/** Who pays a filed household: half of them the central earmark, then the province's two and the city's own. */
function householdFund(household: SampleHousehold, amounts: WarmthAmounts): FundKind {
  if (amounts.isPaidByDonation(household.index)) return 'WARMTH_DONATION';
  const share = draw('household-fund', household.index, 10);
  if (share < 5) return 'WARMTH_CENTRAL';
  if (share < 7) return 'WARMTH_PROVINCIAL_AID';
  return share < 8 ? 'WARMTH_PROVINCIAL' : 'WARMTH_LOCAL_FISCAL';
}

/** The payments of CNY2017 to filed households: one each, by account. */
export function* householdWarmth(world: World, amounts: WarmthAmounts): Generator<Payment> {
  const indexes = new PaymentIndexes(world);
  for (const household of world.households) {
    if (!household.active) continue;
    const amountFen = amounts.householdFen(household);
    const purpose = warmthPurposeOf(household);
    const on = warmthPaidOn(household);
    yield {
      at: indexes.ofHousehold(household.index),
      campaign: 'CNY2017',
      group: TargetGroupKind.FILED_HOUSEHOLD,
      purpose,
      mode: draw('passbook', household.index, 6) === 0 ? 'PASSBOOK' : 'BANK_CARD',
      amountFen,
      ...capOf(TargetGroupKind.FILED_HOUSEHOLD, purpose, amountFen),
      payee: payeeOf(household, world.persons, 150),
      householdIndex: household.index,
      employerIndex: null,
      studentIndex: null,
      regionCode: household.regionCode,
      fund: householdFund(household, amounts),
      status: statusOn(on),
      on,
      isFirstOfYear: true,
      event: null,
    };
  }
}

type PersonPart = Pick<Payment, 'group' | 'fund' | 'mode' | 'amountFen' | 'event'>;

/** How console groups are paid: in principle not in cash; one in a hundred is, with a reason. */
export function consoleMode(person: number, goods: number): Payment['mode'] {
  const share = draw('console-mode', person, 100);
  if (share === 0) return 'CASH';
  if (share <= goods) return 'GOODS';
  return share <= goods + 15 ? 'VOUCHER' : 'BANK_CARD';
}

/** The payments of CNY2017 to persons: model workers, workers of distressed enterprises, workers on duty. */
export function* personWarmth(world: World, amounts: WarmthAmounts): Generator<Payment> {
  const { modelWorkers, distressedWorkers, onDutyWorkers, bengbuSanitation } = world.campaignGroups;
  const indexes = new PaymentIndexes(world);
  for (const [at, person] of modelWorkers.entries()) {
    const fund = amounts.isPaidByDues(at) ? 'WARMTH_DUES' : 'WARMTH_PROVINCIAL';
    const group = TargetGroupKind.MODEL_WORKER_HOUSEHOLD;
    const part: PersonPart = { group, fund, mode: 'BANK_CARD', amountFen: amounts.modelWorkerFen(at), event: null };
    yield personPayment(world, indexes, person, part);
  }
  for (const person of distressedWorkers) {
    const fund = world.persons[person]?.diversion === null ? 'WARMTH_PROVINCIAL' : 'WARMTH_SETTLEMENT';
    const group = TargetGroupKind.DISTRESSED_ENTERPRISE_WORKER;
    const part: PersonPart = { group, fund, mode: consoleMode(person, 30), amountFen: amounts.workerFen, event: null };
    yield personPayment(world, indexes, person, part);
  }
  for (const [at, person] of onDutyWorkers.entries()) {
    const atBengbu = at < bengbuSanitation.length;
    yield personPayment(world, indexes, person, {
      group: TargetGroupKind.ON_DUTY_WORKER,
      fund: 'WARMTH_LOCAL_DUES',
      mode: atBengbu ? 'BANK_CARD' : consoleMode(person, 55),
      amountFen: atBengbu ? amounts.sanitationFen(at) : amounts.workerFen,
      event: eventOfWorker(world.persons[person]?.regionCode ?? '', atBengbu),
    });
  }
}

function personPayment(world: World, indexes: PaymentIndexes, index: number, part: PersonPart): Payment {
  const person = world.persons[index];
  const on = part.event === null ? campaignDay('person-day', index) : EVENTS_HELD_ON;
  return {
    ...part,
    at: indexes.ofPerson(index),
    campaign: 'CNY2017',
    purpose: AidPurpose.CONSOLATION,
    ...capOf(part.group, AidPurpose.CONSOLATION, part.amountFen),
    payee: index,
    householdIndex: null,
    employerIndex: person?.employerIndex ?? null,
    studentIndex: null,
    regionCode: person?.regionCode ?? '',
    status: statusOn(on),
    on,
    isFirstOfYear: true,
  };
}
