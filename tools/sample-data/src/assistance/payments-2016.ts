import { AidPurpose, HardshipCause, StudyLevel, TargetGroupKind } from '@nuan/kernel';
import { dateOf, dayOf, weekdayOf } from '../days';
import type { SampleHousehold } from '../households';
import type { Student } from '../students';
import type { World } from '../world';
import { capOf } from './aid-caps';
import { draw } from './pay-days';
import { payeeOf } from './payee';
import { type Payment, PaymentIndexes } from './payment';

/** Scholarships in yuan by level of study; synthetic. */
const SCHOLARSHIP: Record<StudyLevel, number> = {
  [StudyLevel.PRIMARY]: 500,
  [StudyLevel.JUNIOR]: 800,
  [StudyLevel.SENIOR]: 1_500,
  [StudyLevel.VOCATIONAL]: 1_500,
  [StudyLevel.TERTIARY_JUNIOR]: 2_500,
  [StudyLevel.UNDERGRADUATE]: 3_000,
  [StudyLevel.POSTGRADUATE]: 3_000,
};

/** One active household in so many had relief outside any campaign in 2016, beside all that left in that year. */
const RELIEF_ONE_IN = 40;
const RELIEF_FROM = dayOf('2016-01-06');
const RELIEF_UNTIL = dayOf('2016-08-12');
const ACTIVE_RECORDED_BEFORE = '2016-01-01';

const scholarshipFen = ({ level }: Student): bigint => BigInt(SCHOLARSHIP[level] * 100);

/** Whether a household had relief in 2016: those that left the register in that year, and some that stay. */
export function hadRelief2016(household: SampleHousehold): boolean {
  if (!household.active) return true;
  return household.recordedOn < ACTIVE_RECORDED_BEFORE && draw('relief', household.index, RELIEF_ONE_IN) === 0;
}

const RELIEF_PURPOSE: Partial<Record<HardshipCause, readonly [AidPurpose, number]>> = {
  [HardshipCause.MAJOR_ILLNESS]: [AidPurpose.MEDICAL, 30],
  [HardshipCause.SCHOOLING]: [AidPurpose.STUDY, 20],
  [HardshipCause.ACCIDENT]: [AidPurpose.TEMPORARY, 15],
  [HardshipCause.NATURAL_DISASTER]: [AidPurpose.TEMPORARY, 15],
};

/** Before the scholarships of the year, and before the household left. */
export function reliefOn(household: SampleHousehold): string {
  const until = household.exitedOn === null ? RELIEF_UNTIL : Math.min(RELIEF_UNTIL, dayOf(household.exitedOn) - 1);
  const day = RELIEF_FROM + draw('relief-day', household.index, Math.max(1, until - RELIEF_FROM));
  return dateOf(Math.max(RELIEF_FROM, weekdayOf(day)));
}

/** Relief of 2016 outside any campaign: one payment per household, by its primary cause. */
export function* relief2016(world: World): Generator<Payment> {
  const indexes = new PaymentIndexes(world);
  for (const household of world.households) {
    if (!hadRelief2016(household)) continue;
    const [purpose, hundreds] = RELIEF_PURPOSE[household.primaryCause] ?? [AidPurpose.LIVING, 12];
    const amountFen = BigInt((hundreds + draw('relief-amount', household.index, 12)) * 10_000);
    yield {
      ...householdFacts(world, household),
      at: indexes.ofRelief(household.index),
      purpose,
      amountFen,
      ...capOf(TargetGroupKind.FILED_HOUSEHOLD, purpose, amountFen),
      studentIndex: null,
      fund: 'RELIEF_2016',
      on: reliefOn(household),
      isFirstOfYear: true,
    };
  }
}

/** The autumn scholarships of 2016, student by student; the students of a household follow each other. */
export function* scholarships2016(world: World): Generator<Payment> {
  const indexes = new PaymentIndexes(world);
  let before = -1;
  for (const student of world.students) {
    const household = world.households[student.householdIndex];
    if (!student.scholarship2016 || household === undefined) continue;
    const amountFen = scholarshipFen(student);
    yield {
      ...householdFacts(world, household),
      at: indexes.ofScholarship(student.index),
      purpose: AidPurpose.STUDY,
      amountFen,
      ...capOf(TargetGroupKind.FILED_HOUSEHOLD, AidPurpose.STUDY, amountFen),
      studentIndex: student.index,
      fund: 'SCHOLARSHIP_2016',
      on: scholarshipOn(household.index),
      isFirstOfYear: household.index !== before && !hadRelief2016(household),
    };
    before = household.index;
  }
}

/** A working day between 22 August and 28 September 2016, one for all students of a household. */
export const scholarshipOn = (household: number): string =>
  dateOf(weekdayOf(dayOf('2016-08-22') + draw('scholarship-day', household, 38)));

type HouseholdFacts = Pick<
  Payment,
  'campaign' | 'group' | 'mode' | 'payee' | 'householdIndex' | 'employerIndex' | 'regionCode' | 'status' | 'event'
>;

function householdFacts(world: World, household: SampleHousehold): HouseholdFacts {
  return {
    campaign: null,
    group: TargetGroupKind.FILED_HOUSEHOLD,
    mode: 'BANK_CARD',
    payee: payeeOf(household, world.persons, 150),
    householdIndex: household.index,
    employerIndex: null,
    regionCode: household.regionCode,
    status: 'RECONCILED',
    event: null,
  };
}
