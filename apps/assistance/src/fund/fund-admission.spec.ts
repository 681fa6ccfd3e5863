import { describe, expect, it } from '@jest/globals';
import { AidPurpose, ArchiveTier, TargetGroupKind } from '@nuan/kernel';
import { useTestDatabase } from '@nuan/testing';
import fc from 'fast-check';

import { assistanceSubgraph } from '../assistance.subgraph';
import { raised } from '../ledger/money-builders';
import { type AdmissionCase, admits, type AdmissionRefusal, type Earmark, refusedBy } from './fund-admission';

const earmark: Earmark = {
  ruleGroups: [TargetGroupKind.FILED_HOUSEHOLD],
  rulePurposes: [AidPurpose.LIVING, AidPurpose.MEDICAL],
  ruleTiers: [ArchiveTier.NATIONAL],
  ruleRegions: ['340100'],
  regionCode: '340000',
};
const payment: AdmissionCase = {
  group: TargetGroupKind.FILED_HOUSEHOLD,
  purpose: AidPurpose.LIVING,
  tier: ArchiveTier.NATIONAL,
  regionCode: '340102',
};

describe('what the earmark of a fund admits', () => {
  const db = useTestDatabase(assistanceSubgraph.database);

  it.each<[string, Partial<AdmissionCase>, Partial<Earmark>, AdmissionRefusal | null]>([
    ['a payment that fits', {}, {}, null],
    ['another group', { group: TargetGroupKind.ON_DUTY_WORKER }, {}, 'GROUP'],
    ['another purpose', { purpose: AidPurpose.STUDY }, {}, 'PURPOSE'],
    ['another tier', { tier: ArchiveTier.COUNTY }, {}, 'TIER'],
    ['no file where a tier is asked', { tier: null }, {}, 'TIER'],
    ['no file where every tier is admitted', { tier: null }, { ruleTiers: [] }, null],
    ['a region beside those named', { regionCode: '341102' }, {}, 'REGION'],
    ['any region of the fund when none is named', { regionCode: '341102' }, { ruleRegions: [] }, null],
    ['a region outside the fund’s', { regionCode: '341102' }, { ruleRegions: [], regionCode: '340100' }, 'REGION'],
    ['a named region outside the fund’s', { regionCode: '340102' }, { regionCode: '341100' }, 'REGION'],
  ])('I14: %s', (_what, change, rule, refusal) => {
    expect(refusedBy({ ...earmark, ...rule }, { ...payment, ...change })).toBe(refusal);
  });

  it('I14: code and database agree on every payment', async () => {
    const code = fc.constantFrom('340000', '340100', '340102', '341100', '341102', '130102');
    const rules = fc.record<Earmark>({
      ruleGroups: fc.subarray(Object.values(TargetGroupKind), { minLength: 1 }),
      rulePurposes: fc.subarray(Object.values(AidPurpose), { minLength: 1 }),
      ruleTiers: fc.subarray(Object.values(ArchiveTier)),
      ruleRegions: fc.uniqueArray(code, { maxLength: 2 }),
      regionCode: code,
    });
    const cases = fc.record<AdmissionCase>({
      group: fc.constantFrom(...Object.values(TargetGroupKind)),
      purpose: fc.constantFrom(...Object.values(AidPurpose)),
      tier: fc.option(fc.constantFrom(...Object.values(ArchiveTier))),
      regionCode: code,
    });
    const { fundId } = await raised(db.app, 100);
    const sql = `select fund_admits(jsonb_populate_record(f, jsonb_build_object('rule_groups', $5::text[], 'rule_purposes', $6::text[],
      'rule_tiers', $7::text[], 'rule_regions', $8::text[], 'region_code', $9::text)), $1, $2, $3, $4) as admitted from fund f where id = $10`;
    await fc.assert(
      fc.asyncProperty(rules, cases, async (rule, asked) => {
        const values = [asked.group, asked.purpose, asked.tier, asked.regionCode];
        const { ruleGroups, rulePurposes, ruleTiers, ruleRegions, regionCode } = rule;
        const [row] = await db.app.query<{ admitted: boolean }[]>(sql, [
          ...[...values, ruleGroups, rulePurposes, ruleTiers, ruleRegions, regionCode, fundId],
        ]);
        expect(row?.admitted).toBe(admits(rule, asked));
      }),
      { numRuns: 300 },
    );
  });
});
