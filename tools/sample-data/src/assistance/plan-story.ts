import { FileStatus, HardshipCause } from '@nuan/kernel';

import { dateOf, dayOf } from '../days';
import type { SampleHousehold } from '../households';
import { ASOF_ON } from '../world';
import { pairingStory } from './pairing-story';
import { draw, warmthPaidOn } from './pay-days';

/** A measure of a plan in the making. */
export interface ItemStory {
  readonly kind: string;
  readonly cause: HardshipCause;
  readonly state: 'PLANNED' | 'IN_PROGRESS' | 'DONE' | 'DROPPED';
  readonly dueOn: string;
  readonly doneOn: string | null;
  /** Whether the household's payment of CNY2017 carries it out. */
  readonly paidByCampaign: boolean;
}

/** A plan in the making. */
export interface PlanStory {
  readonly status: 'ACTIVE' | 'COMPLETED' | 'SUPERSEDED' | 'CANCELLED';
  readonly goalOn: string;
  readonly openedOn: string;
  readonly closedOn: string | null;
  readonly causesAnswered: readonly HardshipCause[];
  readonly unansweredReason: string | null;
  readonly items: readonly ItemStory[];
}

/** Which measure answers which cause (因困施策). */
const MEASURES: Readonly<Record<HardshipCause, string>> = {
  [HardshipCause.NO_LABOUR_CAPACITY]: 'LIVING_AID',
  [HardshipCause.ABLE_NOT_EMPLOYED]: 'JOB',
  [HardshipCause.LAID_OFF]: 'TRAINING',
  [HardshipCause.NO_SOCIAL_INSURANCE]: 'SOCIAL_INSURANCE',
  [HardshipCause.BENEFITS_UNDELIVERED]: 'LEGAL_AID',
  [HardshipCause.MAJOR_ILLNESS]: 'MEDICAL_AID',
  [HardshipCause.NATURAL_DISASTER]: 'LIVING_AID',
  [HardshipCause.ACCIDENT]: 'LIVING_AID',
  [HardshipCause.SCHOOLING]: 'STUDY_AID',
  [HardshipCause.OTHER]: 'POLICY',
};
/** Goals lie within the programme, which ends on 2020-12-31. */
const GOALS = ['2017-12-31', '2018-06-30', '2018-12-31', '2019-12-31', '2020-12-31'] as const;
const UNANSWERED = '家庭要求春节后再定措施，已约定二次入户';
const AS_OF_DAY = dayOf(ASOF_ON);

const plusDays = (date: string, days: number, latest: number): string => dateOf(Math.min(dayOf(date) + days, latest));

/** Causes with a measure: all of them, but for one household in fifty that put off its last one, with the reason written down. */
function answered({ index, primaryCause, secondaryCauses }: SampleHousehold): readonly HardshipCause[] {
  const putsOff = secondaryCauses.length > 0 && draw('unanswered', index, 50) === 0;
  return [primaryCause, ...(putsOff ? secondaryCauses.slice(0, -1) : secondaryCauses)];
}

function itemOf(
  household: SampleHousehold,
  cause: HardshipCause,
  at: number,
  openedOn: string,
  goalOn: string,
): ItemStory {
  const { index } = household;
  const share = draw(`item-${String(at)}`, index, 100);
  const state = share < 34 ? 'DONE' : share < 70 ? 'IN_PROGRESS' : 'PLANNED';
  const dueOn = plusDays(openedOn, 90 + draw(`due-${String(at)}`, index, 300), dayOf(goalOn));
  const doneOn = state === 'DONE' ? plusDays(openedOn, draw(`done-${String(at)}`, index, 120), AS_OF_DAY) : null;
  return { kind: MEASURES[cause], cause, state, dueOn, doneOn, paidByCampaign: false };
}

/** The plan in force of an active file: a measure for each cause, and the campaign's consolation money. */
function activePlan(household: SampleHousehold): PlanStory {
  const { index, primaryCause, secondaryCauses } = household;
  const openedOn = plusDays(pairingStory(household).startsOn, draw('plan-open', index, 10), AS_OF_DAY);
  const goalOn = GOALS[draw('plan-goal', index, GOALS.length)] ?? '2020-12-31';
  const causes = answered(household);
  const paidOn = warmthPaidOn(household);
  const money: ItemStory = {
    kind: 'CONSOLATION_MONEY',
    cause: primaryCause,
    state: 'DONE',
    dueOn: '2017-01-27',
    doneOn: paidOn < openedOn ? openedOn : paidOn,
    paidByCampaign: true,
  };
  return {
    status: 'ACTIVE',
    goalOn,
    openedOn,
    closedOn: null,
    causesAnswered: causes,
    unansweredReason: causes.length <= secondaryCauses.length ? UNANSWERED : null,
    items: [...causes.map((cause, at) => itemOf(household, cause, at, openedOn, goalOn)), money],
  };
}

/** The plan of a household that left: carried out when it came out of hardship, given up when its file was cancelled. */
function closedPlan(household: SampleHousehold, exitedOn: string): PlanStory {
  const { startsOn } = pairingStory(household);
  const done = household.status !== FileStatus.CANCELLED;
  const causes = [household.primaryCause, ...household.secondaryCauses];
  return {
    status: done ? 'COMPLETED' : 'CANCELLED',
    goalOn: '2017-12-31',
    openedOn: startsOn,
    closedOn: exitedOn,
    causesAnswered: causes,
    unansweredReason: null,
    items: causes.map((cause) => ({
      kind: MEASURES[cause],
      cause,
      state: done ? 'DONE' : 'DROPPED',
      dueOn: exitedOn,
      doneOn: done ? exitedOn : null,
      paidByCampaign: false,
    })),
  };
}

/** Every household has a plan; it depends on the household alone. */
export function planStory(household: SampleHousehold): PlanStory {
  return household.exitedOn === null ? activePlan(household) : closedPlan(household, household.exitedOn);
}

/** One active household in sixteen whose file is old enough had another plan before this one. */
export function supersededPlan(household: SampleHousehold): PlanStory | null {
  const { index, recordedOn, exitedOn, primaryCause } = household;
  if (exitedOn !== null || index % 16 !== 0) return null;
  const closedOn = activePlan(household).openedOn;
  if (dayOf(recordedOn) + 60 > dayOf(closedOn)) return null;
  const openedOn = plusDays(recordedOn, 20, dayOf(closedOn));
  const kind = MEASURES[primaryCause];
  const item: ItemStory = {
    kind,
    cause: primaryCause,
    state: 'DROPPED',
    dueOn: closedOn,
    doneOn: null,
    paidByCampaign: false,
  };
  const answers = { causesAnswered: [primaryCause], unansweredReason: null, items: [item] };
  return { status: 'SUPERSEDED', goalOn: '2018-12-31', openedOn, closedOn, ...answers };
}
