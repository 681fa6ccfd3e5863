import { beforeAll, describe, expect, it } from '@jest/globals';
import { HardshipCategory, HardshipCause } from '@nuan/kernel';
import type { SampleHousehold } from './households';
import { isResidentIdNumber } from './identity-numbers';
import { buildWorld, type World } from './world';

const count = <T>(list: readonly T[], holds: (item: T) => boolean): number => list.filter(holds).length;

describe('the world at scale 0.01', () => {
  let world: World;
  let active: SampleHousehold[];
  beforeAll(() => {
    world = buildWorld({ scale: 0.01 });
    active = world.households.filter((household) => household.active);
  });

  it('is the same every time and different with another seed', () => {
    expect(buildWorld({ scale: 0.01 })).toEqual(world);
    expect(buildWorld({ scale: 0.01, seed: 7 }).households).not.toEqual(world.households);
  });

  it('scales every published figure and keeps the groups disjoint', () => {
    const { modelWorkers, distressedWorkers, onDutyWorkers, bengbuSanitation } = world.campaignGroups;
    expect(active).toHaveLength(1280);
    expect(count(active, (household) => household.isMigrant)).toBe(385);
    expect(modelWorkers).toHaveLength(45);
    expect(distressedWorkers.length + onDutyWorkers.length).toBe(855);
    expect(bengbuSanitation).toHaveLength(10);
    expect(new Set([...modelWorkers, ...distressedWorkers, ...onDutyWorkers]).size).toBe(900);
    expect(count(world.enterprises, (firm) => firm.visitedOn !== null)).toBe(43);
    expect(count(world.enterprises, (firm) => firm.visitedOn !== null && firm.distress === null)).toBe(0);
    expect(count(world.students, (student) => student.scholarship2016)).toBe(128);
    expect(count(world.students, (student) => student.scholarship2016 && student.isMigrant)).toBe(58);
  });

  it('gives employment aid to distinct persons', () => {
    const { trained, placed, startupHires, leaders, carts, migrantsPlaced } = world.employment2016;
    expect([trained.length, placed.length, startupHires.length, leaders.length, carts.length]).toEqual([
      69, 70, 49, 1, 1,
    ]);
    const reEmployed = [...placed, ...startupHires].map(({ personIndex }) => personIndex);
    const all = [...reEmployed, ...leaders.map(({ personIndex }) => personIndex), ...carts];
    expect(new Set(all).size).toBe(all.length);
    expect(count(reEmployed, (index) => world.persons[index]?.isMigrant === true)).toBe(migrantsPlaced);
    expect(migrantsPlaced).toBe(41);
  });

  it('computes net income per head exactly and the category by the rule set of 2009', () => {
    for (const household of world.households) {
      const months = household.size * 12;
      const gross = household.annualIncomeYuan / months;
      expect((household.annualIncomeYuan - household.rigidExpenseYuan) / months).toBe(household.netPerCapitaYuan);
      expect(household.netPerCapitaYuan).toBeLessThanOrEqual(household.lineYuan);
      if (household.category === HardshipCategory.MIN_LIVING) expect(gross).toBeLessThan(household.lineYuan);
      if (household.category === HardshipCategory.NEAR_MIN) expect(gross).toBeLessThanOrEqual(household.lineYuan * 1.5);
      if (household.category === HardshipCategory.ACCIDENT) expect(gross).toBeLessThanOrEqual(household.lineYuan * 3);
    }
  });

  it('states one primary cause and at most three others, each once', () => {
    for (const { primaryCause, secondaryCauses } of world.households) {
      expect(secondaryCauses.length).toBeLessThanOrEqual(3);
      expect(new Set([primaryCause, ...secondaryCauses]).size).toBe(secondaryCauses.length + 1);
    }
  });

  it('keeps members beside their head, with valid unique ID numbers', () => {
    for (const household of world.households) {
      const members = world.persons.slice(household.headIndex, household.headIndex + household.size);
      expect(members.map(({ householdIndex }) => householdIndex)).toEqual(members.map(() => household.index));
      expect(members.map(({ relation }) => relation === 'HEAD')).toEqual(members.map((_, at) => at === 0));
    }
    const numbers = world.persons.map((person) => person.idNumber);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.every(isResidentIdNumber)).toBe(true);
    expect(new Set(world.persons.map((person) => person.id)).size).toBe(numbers.length);
  });

  it('records files between 2012 and 10 January 2017 and reviews nearly all within a year', () => {
    for (const household of world.households) {
      expect(household.recordedOn >= '2012-01-01' && household.recordedOn <= '2017-01-10').toBe(true);
      expect(household.lastReviewedOn >= household.recordedOn).toBe(true);
      if (household.exitedOn !== null) expect(household.exitedOn >= household.lastReviewedOn).toBe(true);
    }
    const stale = count(active, (household) => household.nextReviewDueOn < '2017-01-23');
    expect(stale).toBeGreaterThan(0);
    expect(stale).toBeLessThan(active.length / 50);
  });

  it('answers the question about closed coal and steel enterprises with illness', () => {
    const found = active.filter((household) => {
      const employer = household.employerIndex === null ? undefined : world.enterprises[household.employerIndex];
      const ill = [household.primaryCause, ...household.secondaryCauses].includes(HardshipCause.MAJOR_ILLNESS);
      return ill && employer?.distress === 'OVERCAPACITY_CLOSED' && ['COAL', 'STEEL'].includes(employer.industry);
    });
    expect(found.length).toBeGreaterThan(5);
  });

  it('gives city leaders as helpers in Chuzhou to its own units alone', () => {
    const paired = active.filter(
      (household) => household.leaderRank !== null && household.regionCode.startsWith('3411'),
    );
    expect(paired.map(({ regionCode }) => regionCode)).toEqual(['341100', '341100']);
  });
});
