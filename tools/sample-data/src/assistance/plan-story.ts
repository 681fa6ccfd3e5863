import { FileStatus, HardshipCause } from '@nuan/kernel';

import { dateOf, dayOf } from '../days';
import type { SampleHousehold } from '../households';
import { ASOF_ON } from '../world';
import { pairStartDay } from './pairing-story';
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

const later = (day: number, days: number, latest: number): string => dateOf(Math.min(day + days, latest));

/** Causes with a measure: all of them, but for one household in fifty that put off its last one, with the reason written down. */
function answered({ index, primaryCause, secondaryCauses }: SampleHousehold): readonly HardshipCause[] {
  const putsOff = secondaryCauses.length > 0 && draw('unanswered', index, 50) === 0;
  return [primaryCause, ...(putsOff ? secondaryCauses.slice(0, -1) : secondaryCauses)];
}

/** Names of the draws, item by item. */
const DRAWS = Array.from(
  { length: 4 },
  (_, at) => [`item-${String(at)}`, `due-${String(at)}`, `done-${String(at)}`] as const,
);
const GOAL_DAYS = GOALS.map(dayOf);

const openDay = (household: SampleHousehold): number =>
  Math.min(pairStartDay(household) + draw('plan-open', household.index, 10), AS_OF_DAY);
const goalOf = (household: SampleHousehold): number => draw('plan-goal', household.index, GOALS.length);

function itemOf(household: SampleHousehold, cause: HardshipCause, at: number): ItemStory {
  const { index } = household;
  const opened = openDay(household);
  const [ofState, ofDue, ofDone] = DRAWS[at] ?? ['', '', ''];
  const share = draw(ofState, index, 100);
  const state = share < 34 ? 'DONE' : share < 70 ? 'IN_PROGRESS' : 'PLANNED';
  const dueOn = later(opened, 90 + draw(ofDue, index, 300), GOAL_DAYS[goalOf(household)] ?? opened);
  const doneOn = state === 'DONE' ? later(opened, draw(ofDone, index, 120), AS_OF_DAY) : null;
  return { kind: MEASURES[cause], cause, state, dueOn, doneOn, paidByCampaign: false };
}

/** The campaign's consolation money, done when the household was paid. */
function moneyItem(household: SampleHousehold): ItemStory {
  const openedOn = dateOf(openDay(household));
  const paidOn = warmthPaidOn(household);
  const doneOn = paidOn < openedOn ? openedOn : paidOn;
  const cause = household.primaryCause;
  return { kind: 'CONSOLATION_MONEY', cause, state: 'DONE', dueOn: '2017-01-27', doneOn, paidByCampaign: true };
}

/** The plan in force of an active file. */
function activePlan(household: SampleHousehold): PlanStory {
  const causes = answered(household);
  return {
    status: 'ACTIVE',
    goalOn: GOALS[goalOf(household)] ?? '2020-12-31',
    openedOn: dateOf(openDay(household)),
    closedOn: null,
    causesAnswered: causes,
    unansweredReason: causes.length <= household.secondaryCauses.length ? UNANSWERED : null,
  };
}

/** The plan of a household that left: carried out when it came out of hardship, given up when its file was cancelled. */
function closedPlan(household: SampleHousehold, exitedOn: string): PlanStory {
  return {
    status: household.status === FileStatus.CANCELLED ? 'CANCELLED' : 'COMPLETED',
    goalOn: '2017-12-31',
    openedOn: dateOf(pairStartDay(household)),
    closedOn: exitedOn,
    causesAnswered: [household.primaryCause, ...household.secondaryCauses],
    unansweredReason: null,
  };
}

/** Every household has a plan; it depends on the household alone. */
export function planStory(household: SampleHousehold): PlanStory {
  return household.exitedOn === null ? activePlan(household) : closedPlan(household, household.exitedOn);
}

/** The measures of a household's plan: one for each cause that it answers and, in an active file, the campaign's money. */
export function planItems(household: SampleHousehold): readonly ItemStory[] {
  const { exitedOn, status, primaryCause, secondaryCauses } = household;
  if (exitedOn === null) {
    return [...answered(household).map((cause, at) => itemOf(household, cause, at)), moneyItem(household)];
  }
  const done = status !== FileStatus.CANCELLED;
  const outcome = { state: done ? 'DONE' : 'DROPPED', dueOn: exitedOn, doneOn: done ? exitedOn : null } as const;
  return [primaryCause, ...secondaryCauses].map((cause) => ({
    kind: MEASURES[cause],
    cause,
    ...outcome,
    paidByCampaign: false,
  }));
}

/** One active household in sixteen whose file is old enough had another plan before this one. */
export function supersededPlan(household: SampleHousehold): PlanStory | null {
  const { index, recordedOn, exitedOn, primaryCause } = household;
  if (exitedOn !== null || index % 16 !== 0) return null;
  const closed = openDay(household);
  const recorded = dayOf(recordedOn);
  if (recorded + 60 > closed) return null;
  const span = { openedOn: later(recorded, 20, closed), closedOn: dateOf(closed) };
  return {
    status: 'SUPERSEDED',
    goalOn: '2018-12-31',
    ...span,
    causesAnswered: [primaryCause],
    unansweredReason: null,
  };
}

/** The one measure of a plan that was replaced, given up with it. */
export function supersededItem({ primaryCause }: SampleHousehold, { openedOn, closedOn }: PlanStory): ItemStory {
  const dueOn = closedOn ?? openedOn;
  const given = { kind: MEASURES[primaryCause], cause: primaryCause, state: 'DROPPED' } as const;
  return { ...given, dueOn, doneOn: null, paidByCampaign: false };
}
