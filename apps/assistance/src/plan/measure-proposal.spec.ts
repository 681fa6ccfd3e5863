import { describe, expect, it } from '@jest/globals';
import { ArchiveTier, HardshipCause } from '@nuan/kernel';

import { proposeMeasures } from './measure-proposal';
import { MeasureRule } from './measure-rule.entity';
import { PlanItemKind } from './plan-item-kind';

const { LAID_OFF, MAJOR_ILLNESS, NO_LABOUR_CAPACITY, SCHOOLING } = HardshipCause;
const { JOB, MEDICAL_AID, POLICY, STUDY_AID, TRAINING } = PlanItemKind;

let serial = 0;
const aRule = (cause: HardshipCause, kind: PlanItemKind, facts: Partial<MeasureRule> = {}): MeasureRule =>
  Object.assign(new MeasureRule(), {
    id: `rule-${String((serial += 1)).padStart(3, '0')}`,
    regionCode: '340000',
    cause,
    kind,
    position: 1,
    dueMonths: 6,
    needsStudent: false,
    needsEmployable: false,
    tiers: null,
    basis: '测试',
    ...facts,
  });
const propose = (rules: MeasureRule[], causes: HardshipCause[], hasStudent = false, tier = ArchiveTier.NATIONAL) =>
  proposeMeasures(rules, { causes, hasStudent, tier }, '2017-01-31').map(({ kind, cause }) => [cause, kind]);

describe('proposeMeasures', () => {
  it('answers the causes in the household’s order, each by its rules in theirs', () => {
    const rules = [
      aRule(SCHOOLING, STUDY_AID),
      aRule(MAJOR_ILLNESS, POLICY, { position: 2 }),
      aRule(MAJOR_ILLNESS, MEDICAL_AID),
      aRule(LAID_OFF, TRAINING),
    ];
    expect(propose(rules, [MAJOR_ILLNESS, SCHOOLING])).toEqual([
      [MAJOR_ILLNESS, MEDICAL_AID],
      [MAJOR_ILLNESS, POLICY],
      [SCHOOLING, STUDY_AID],
    ]);
  });

  it('takes the nearest region’s rules for a cause instead of the wider ones', () => {
    const rules = [
      aRule(LAID_OFF, TRAINING),
      aRule(LAID_OFF, JOB, { regionCode: '340100' }),
      aRule(MAJOR_ILLNESS, MEDICAL_AID),
    ];
    expect(propose(rules, [LAID_OFF, MAJOR_ILLNESS])).toEqual([
      [LAID_OFF, JOB],
      [MAJOR_ILLNESS, MEDICAL_AID],
    ]);
  });

  it.each([
    { needs: { needsStudent: true }, causes: [SCHOOLING], hasStudent: false, proposed: 0 },
    { needs: { needsStudent: true }, causes: [SCHOOLING], hasStudent: true, proposed: 1 },
    { needs: { needsEmployable: true }, causes: [SCHOOLING, NO_LABOUR_CAPACITY], hasStudent: true, proposed: 0 },
    { needs: { needsEmployable: true }, causes: [SCHOOLING, LAID_OFF], hasStudent: true, proposed: 1 },
    { needs: { tiers: [ArchiveTier.COUNTY] }, causes: [SCHOOLING], hasStudent: true, proposed: 0 },
    { needs: { tiers: [ArchiveTier.NATIONAL] }, causes: [SCHOOLING], hasStudent: true, proposed: 1 },
  ])('proposes $proposed for a rule with $needs and causes $causes', ({ needs, causes, hasStudent, proposed }) => {
    expect(propose([aRule(SCHOOLING, STUDY_AID, needs)], causes, hasStudent)).toHaveLength(proposed);
  });

  it('sets a day by the rule’s months and proposes nothing without a rule', () => {
    const [measure] = proposeMeasures(
      [aRule(LAID_OFF, JOB, { dueMonths: 1 })],
      { causes: [LAID_OFF, SCHOOLING], hasStudent: false, tier: ArchiveTier.NATIONAL },
      '2017-01-31',
    );
    expect(measure).toMatchObject({ kind: JOB, dueOn: '2017-02-28' });
    expect(propose([], [LAID_OFF])).toEqual([]);
  });
});
