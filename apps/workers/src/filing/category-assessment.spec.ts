import { describe, expect, it } from '@jest/globals';
import { HardshipCategory } from '@nuan/kernel';

import { categoryOf } from '../household/hardship-category';
import { EmploymentStatus } from '../worker/employment-status';
import { HealthStatus } from '../worker/health-status';
import { FilingAmountKind } from './amount-kind';
import { type AssessedAmount, type AssessedPerson, assessMeans, type Means } from './category-assessment';
import type { CategoryRuleSet } from './category-rule-set.entity';

const rules = (row: Partial<CategoryRuleSet> = {}): CategoryRuleSet => ({
  id: '2009',
  generation: '2009',
  regionCode: '340000',
  validFrom: '2000-01-01',
  validTo: null,
  nearPercent: 150,
  accidentPercent: 300,
  accidentCostSharePercent: null,
  imputedWageFen: null,
  exemptIncomes: [FilingAmountKind.BASIC_RURAL_PENSION, FilingAmountKind.FESTIVAL_CONSOLATION],
  exclusions: [],
  document: '',
  ...row,
});

const person = (row: Partial<AssessedPerson> = {}): AssessedPerson => ({
  id: 'head',
  age: 40,
  employmentStatus: EmploymentStatus.LAID_OFF,
  health: HealthStatus.GOOD,
  isDisabled: false,
  isStudent: false,
  ...row,
});

const line = (kind: FilingAmountKind, amountFen: bigint, personId: string | null = null): AssessedAmount => ({
  kind,
  amountFen,
  personId,
});

const means = (row: Partial<Means> = {}): Means => ({
  persons: [person()],
  amounts: [],
  isAccidental: false,
  lineFen: 50_000n,
  ...row,
});

describe('the assessment of a household', () => {
  it('I8: gives for every figure the category of the named rules, whose last step decided', () => {
    for (const generation of ['2009', '2021']) {
      for (const isAccidental of [false, true]) {
        for (const gross of [1n, 49_999n, 50_000n, 74_999n, 75_000n, 75_001n, 99_999n, 100_000n, 150_000n, 150_001n]) {
          for (const spent of [0n, 1n, 25_000n, 50_000n, 100_001n]) {
            const amounts = [line(FilingAmountKind.WAGE, gross * 12n), line(FilingAmountKind.MEDICAL, spent * 12n)];
            const assessed = assessMeans(rules({ generation }), means({ amounts, isAccidental }));
            const inputs = { annualIncomeFen: gross * 12n, rigidExpenseFen: spent * 12n, members: 1, lineFen: 50_000n };
            expect(assessed.result).toBe(categoryOf(generation, { ...inputs, isAccidental }));
            expect(assessed.steps.at(-1)?.holds).toBe(assessed.result !== null);
          }
        }
      }
    }
  });

  it('I9: is deep only below the line, relative only from the line to twice of it', () => {
    for (const net of [-10_000n, 0n, 49_999n, 50_000n, 50_001n, 75_000n, 99_999n, 100_000n, 100_001n, 150_000n]) {
      const amounts = [
        line(FilingAmountKind.WAGE, 200_000n * 12n),
        line(FilingAmountKind.MEDICAL, (200_000n - net) * 12n),
      ];
      const { result, netPerCapitaFen } = assessMeans(rules({ generation: '2021' }), means({ amounts }));
      expect(netPerCapitaFen).toBe(net);
      expect(result === HardshipCategory.DEEP).toBe(net < 50_000n);
      expect(result === HardshipCategory.RELATIVE).toBe(net >= 50_000n && net < 100_000n);
    }
  });

  it('leaves exempt incomes out and counts the others', () => {
    const amounts = [
      line(FilingAmountKind.WAGE, 100n),
      line(FilingAmountKind.GIFT, 20n),
      line(FilingAmountKind.UNION_AID, 3n),
      line(FilingAmountKind.BASIC_RURAL_PENSION, 1_000n),
      line(FilingAmountKind.FESTIVAL_CONSOLATION, 2_000n),
    ];
    expect(assessMeans(rules(), means({ amounts })).annualIncomeFen).toBe(123n);
    expect(assessMeans(rules({ exemptIncomes: [] }), means({ amounts })).annualIncomeFen).toBe(3_123n);
  });

  it.each([
    ['an able-bodied adult without work', {}, 0n, 1_200_000n],
    ['one who earned part of it', {}, 200_000n, 1_000_000n],
    ['one who earned more', {}, 2_000_000n, 0n],
    ['a minor', { age: 17 }, 0n, 0n],
    ['who has reached retirement', { age: 60 }, 0n, 0n],
    ['who is on post', { employmentStatus: EmploymentStatus.ON_POST }, 0n, 0n],
    ['who is ill', { health: HealthStatus.LIVER }, 0n, 0n],
    ['who is disabled', { isDisabled: true }, 0n, 0n],
    ['who studies', { isStudent: true }, 0n, 0n],
  ])('imputes the minimum wage where the rules say so: %s', (_who, row, earned, imputed) => {
    const amounts = [line(FilingAmountKind.WAGE, earned, 'head')];
    const household = means({ persons: [person(row)], amounts });
    const assessed = assessMeans(rules({ imputedWageFen: 100_000n }), household);
    expect(assessed.imputedIncomeFen).toBe(imputed);
    expect(assessed.annualIncomeFen).toBe(earned + imputed);
    expect(assessMeans(rules(), household).imputedIncomeFen).toBe(0n);
  });

  it('asks of a sudden event what it cost, where the rules of a place do', () => {
    const local = rules({ generation: '2021', accidentCostSharePercent: 80 });
    const withCost = (cost: bigint) =>
      assessMeans(
        local,
        means({
          isAccidental: true,
          amounts: [line(FilingAmountKind.WAGE, 2_400_000n * 4n), line(FilingAmountKind.ACCIDENT, cost)],
        }),
      ).result;
    // 80 % of 9,600,000 fen; the net income stays above twice the line.
    expect(withCost(7_679_999n)).toBeNull();
    expect(withCost(7_680_000n)).toBe(HardshipCategory.ACCIDENTAL);
  });
});
