import { type FieldCipher, rowMapping } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { newId } from '@nuan/kernel';

import { HealthStatus } from '../worker/health-status';
import { ageOn } from '../worker/resident-id';
import { assessMeans, type Assessed, type AssessedPerson } from './category-assessment';
import type { CategoryRuleSet } from './category-rule-set.entity';
import { ExclusionRule } from './exclusion-finding.entity';
import { FilingAmount } from './filing-amount.entity';
import type { FilingApplication } from './filing-application.entity';
import type { FilingPerson } from './filing-person.entity';
import { minLivingLineOn, ruleSetOn } from './local-rules';

const amounts = rowMapping(FilingAmount, 'a');

/** An assessment as it was stored. */
export interface StoredAssessment extends Assessed {
  readonly id: string;
  readonly rules: CategoryRuleSet;
}

/** Derives the category of an application (困难类别认定) and notes what its declaration bars it by, within the act that hands it in. */
export class FilingAssessmentWriter {
  constructor(private readonly cipher: FieldCipher) {}

  /** Applies the rules in force in the region today to what was declared, and stores inputs, result and every step. */
  async assess(
    tx: ActTransaction,
    application: FilingApplication,
    persons: readonly FilingPerson[],
  ): Promise<StoredAssessment> {
    const { id: applicationId, regionCode, isAccidental } = application;
    const rules = await ruleSetOn(tx, regionCode, tx.today);
    if (!rules)
      return tx.refuse(new RuleBroken('RULE_SET_UNKNOWN', 'id', 'No category rules are in force here today.'));
    const lineFen = await minLivingLineOn(tx, regionCode, tx.today);
    if (lineFen === null)
      return tx.refuse(new RuleBroken('LINE_UNKNOWN', 'id', 'The minimum-living line of the region is not known.'));
    const rows = await tx.query<Record<string, unknown>[]>(
      `select ${amounts.columns} from filing_amount a where a.application_id = $1 and a.is_current order by a.ordinal`,
      [applicationId],
    );
    const means = {
      persons: persons.map((person) => this.assessed(person, tx.today)),
      amounts: rows.map(amounts.map),
      isAccidental,
      lineFen,
    };
    const assessed = assessMeans(rules, means);
    const id = await this.store(tx, application, rules, assessed);
    return { ...assessed, id, rules };
  }

  /** Notes what the declaration bars the household by under these rules, and clears what it no longer declares. */
  async noteExclusions(tx: ActTransaction, application: FilingApplication, rules: CategoryRuleSet): Promise<void> {
    const declared = declaredExclusions(application).filter(({ rule }) => rules.exclusions.includes(rule));
    await tx.query(
      `update exclusion_finding set cleared_at = $3
       where application_id = $1 and origin = 'DECLARATION' and cleared_at is null and rule <> all($2::text[])`,
      [application.id, declared.map(({ rule }) => rule), tx.now],
    );
    for (const { rule, evidence } of declared)
      await tx.query(
        `insert into exclusion_finding (id, application_id, rule, origin, evidence, found_by, found_at)
         values ($1, $2, $3, 'DECLARATION', $4, $5, $6) on conflict (application_id, rule, origin) where cleared_at is null do nothing`,
        [newId(), application.id, rule, evidence, application.createdBy, tx.now],
      );
  }

  private assessed(person: FilingPerson, today: string): AssessedPerson {
    const { id, idNumberSealed, healthSealed, disabilitySealed, employmentStatus, studyLevel } = person;
    const health = healthSealed === null ? HealthStatus.GOOD : (this.cipher.open(healthSealed) as HealthStatus);
    return {
      id,
      age: ageOn(today, this.cipher.open(idNumberSealed)),
      employmentStatus,
      health,
      isDisabled: disabilitySealed !== null,
      isStudent: studyLevel !== null,
    };
  }

  private async store(
    tx: ActTransaction,
    { id: applicationId, isAccidental }: FilingApplication,
    rules: CategoryRuleSet,
    assessed: Assessed,
  ): Promise<string> {
    const id = newId();
    await tx.query(
      `insert into filing_assessment (id, application_id, rule_set_id, assessed_on, assessed_by, annual_income_fen, imputed_income_fen,
         rigid_expense_fen, members, line_fen, net_per_capita_fen, is_accidental, result, steps)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        id,
        applicationId,
        rules.id,
        tx.today,
        tx.viewer.subject,
        assessed.annualIncomeFen.toString(),
        assessed.imputedIncomeFen.toString(),
        assessed.rigidExpenseFen.toString(),
        assessed.members,
        assessed.lineFen.toString(),
        assessed.netPerCapitaFen.toString(),
        isAccidental,
        assessed.result,
        JSON.stringify(assessed.steps),
      ],
    );
    tx.note({ ruleSet: rules.id, result: assessed.result });
    return id;
  }
}

/** Homes from which on a household is barred. Source: provincial filing rules (拥有两套及以上住房). */
const BARRING_HOMES = 2;

function declaredExclusions(a: FilingApplication): { rule: ExclusionRule; evidence: string }[] {
  const facts: readonly [ExclusionRule, boolean, string][] = [
    [ExclusionRule.SECOND_HOME, a.homesOwned >= BARRING_HOMES, `homesOwned: ${a.homesOwned}`],
    [ExclusionRule.BUSINESS_OWNER, a.runsBusiness, 'runsBusiness: true'],
    [ExclusionRule.COSTLY_SCHOOLING, a.hasCostlySchooling, 'hasCostlySchooling: true'],
    [ExclusionRule.MOTOR_VEHICLE, a.keepsVehicle, 'keepsVehicle: true'],
    [ExclusionRule.IDLE_WITHOUT_REASON, a.isIdleWithoutReason, 'isIdleWithoutReason: true'],
  ];
  return facts.filter(([, declared]) => declared).map(([rule, , evidence]) => ({ rule, evidence }));
}
