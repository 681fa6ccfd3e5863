import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import { InvalidInputError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForRegion, type Refusal, RuleBroken } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { findRegion } from '@nuan/regions';
import type { DataSource } from 'typeorm';

import { DEFAULT_NOTICE_WORKING_DAYS } from '../publicity/publicity-clock';
import { readText } from '../worker/plain-text';
import { isExpense } from './amount-kind';
import { FilingRules } from './filing-rules';
import type {
  FilingRuleScopeInput,
  PublishCategoryRulesInput,
  SetNoticeDaysInput,
  SetRequiredCheckInput,
} from './filing-rules.input';
import { minLivingLineOn, noticeDaysOn, requiredChecksOn, ruleSetOn } from './local-rules';

/**
 * The rules of filing (建档规则): read by every officer, set by the province and by cities for their own regions. A rule is never
 * changed: a new one holds from its first day on, and what was decided before stays with the rule that it was decided by.
 */
export class FilingRulesWriter {
  constructor(
    private readonly acts: Acts,
    private readonly db: DataSource,
  ) {}

  /** What an application is held against in a region on a day. */
  async rulesOn(viewer: Viewer, regionCode: string, on: LocalDate): Promise<FilingRules> {
    assertCan(viewer, 'filing:read');
    const db = {
      query: <T>(sql: string, params: readonly unknown[] = []): Promise<T> => this.db.query<T>(sql, [...params]),
    };
    const [rules, line, filing, exit, requiredChecks] = [
      await ruleSetOn(db, regionCode, on),
      await minLivingLineOn(db, regionCode, on),
      await noticeDaysOn(db, 'FILING', regionCode, on),
      await noticeDaysOn(db, 'EXIT', regionCode, on),
      await requiredChecksOn(db, regionCode, on),
    ];
    return Object.assign(new FilingRules(), {
      regionCode,
      on,
      ruleSet: rules?.id ?? null,
      generation: rules?.generation ?? null,
      nearPercent: rules?.nearPercent ?? null,
      accidentPercent: rules?.accidentPercent ?? null,
      accidentCostSharePercent: rules?.accidentCostSharePercent ?? null,
      imputedWage: rules?.imputedWageFen ?? null,
      exemptIncomes: rules?.exemptIncomes ?? [],
      exclusions: rules?.exclusions ?? [],
      document: rules?.document ?? null,
      minLivingLine: line,
      filingNoticeDays: filing ?? DEFAULT_NOTICE_WORKING_DAYS,
      exitNoticeDays: exit ?? DEFAULT_NOTICE_WORKING_DAYS,
      requiredChecks,
    });
  }

  /** Sets how many full working days notices of a kind stand in a region, from a day on. */
  setNoticeDays(viewer: Viewer, input: SetNoticeDaysInput): Promise<FilingRules | Refusal> {
    const { regionCode, kind, minWorkingDays, validFrom } = input;
    return this.set(viewer, 'filing.setNoticeDays', input, async (tx) => {
      tx.note({ kind, minWorkingDays });
      return tx.query(
        `insert into publicity_rule (region_code, kind, min_working_days, valid_from) values ($1, $2, $3, $4)
         on conflict do nothing returning kind`,
        [regionCode, kind, minWorkingDays, validFrom],
      );
    });
  }

  /** Asks for the answer of a source in a region, from a day on; `validTo` ends what was asked before. */
  setRequiredCheck(viewer: Viewer, input: SetRequiredCheckInput): Promise<FilingRules | Refusal> {
    const { regionCode, source, validFrom, validTo = null } = input;
    return this.set(viewer, 'filing.setRequiredCheck', input, async (tx) => {
      if (validTo !== null && validTo < validFrom)
        throw new InvalidInputError('validTo', 'PERIOD_IN_ORDER', 'The last day is not before the first.');
      tx.note({ source, validTo });
      const [ended] = await tx.query<[object[], number]>(
        `update required_check set valid_to = $4::date
         where region_code = $1 and source = $2 and valid_from <= $3 and (valid_to is null or valid_to >= $3)
           and valid_to is distinct from $4::date returning source`,
        [regionCode, source, validFrom, validTo],
      );
      if (ended.length > 0) return ended;
      return tx.query(
        `insert into required_check (region_code, source, valid_from, valid_to) select $1, $2, $3::date, $4::date
         where not exists (select from required_check where region_code = $1 and source = $2 and valid_from <= $3 and (valid_to is null or valid_to >= $3))
         returning source`,
        [regionCode, source, validFrom, validTo],
      );
    });
  }

  /** Publishes rules that give the category in a region, from a day on. */
  publishCategoryRules(viewer: Viewer, input: PublishCategoryRulesInput): Promise<FilingRules | Refusal> {
    const { regionCode, generation, validFrom, nearPercent, accidentPercent, exemptIncomes, exclusions } = input;
    return this.set(viewer, 'filing.publishRules', input, async (tx) => {
      if (accidentPercent < nearPercent)
        tx.refuse(
          new RuleBroken('ACCIDENT_LIMIT', 'accidentPercent', 'An accident counts at least up to the near-line limit.'),
        );
      if (exemptIncomes.some(isExpense))
        tx.refuse(new RuleBroken('EXEMPT_INCOMES', 'exemptIncomes', 'Only incomes are left out.'));
      const imputedWage = input.imputedWage ?? null;
      if (imputedWage !== null && imputedWage <= 0n)
        throw new InvalidInputError('imputedWage', 'AMOUNT_POSITIVE', 'An imputed wage is more than nothing.');
      const id = `${generation}-${regionCode}-${validFrom}`;
      tx.note({ ruleSet: id });
      return tx.query(
        `insert into category_rule_set (id, generation, region_code, valid_from, near_percent, accident_percent,
           accident_cost_share_percent, imputed_wage_fen, exempt_incomes, exclusions, document)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing returning id`,
        [
          id,
          generation,
          regionCode,
          validFrom,
          nearPercent,
          accidentPercent,
          input.accidentCostSharePercent ?? null,
          imputedWage?.toString() ?? null,
          exemptIncomes,
          exclusions,
          readText(input.document, 'document', 100),
        ],
      );
    });
  }

  private async set(
    viewer: Viewer,
    action: string,
    scope: FilingRuleScopeInput,
    write: (tx: ActTransaction) => Promise<unknown>,
  ): Promise<FilingRules | Refusal> {
    const { regionCode, validFrom } = scope;
    assertMayWrite(viewer, regionCode, 'standard:manage');
    assertWritesForRegion(viewer, 'standard:manage');
    const refusal = await this.acts.perform<null, Refusal>(viewer, action, async (tx) => {
      if (findRegion(regionCode, validFrom) === null)
        tx.refuse(new RuleBroken('REGION_EXISTS', 'regionCode', 'There is no such region on that day.'));
      if (validFrom < tx.today)
        tx.refuse(new RuleBroken('RULE_NOT_RETROACTIVE', 'validFrom', 'A rule holds from today or later.'));
      const written = await write(tx);
      if (Array.isArray(written) && written.length === 0)
        tx.refuse(
          new RuleBroken('RULE_SET_ALREADY', 'validFrom', 'A rule of this kind begins there on that day already.'),
        );
      tx.within(regionCode);
      tx.note({ regionCode, validFrom });
      return null;
    });
    return refusal ?? this.rulesOn(viewer, regionCode, validFrom);
  }
}
