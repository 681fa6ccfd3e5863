import { assertCan, type Viewer } from '@nuan/auth';
import { type FieldCipher } from '@nuan/database';
import { FaultError, InvalidInputError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { FileStatus, HardshipCategory, newId, yearOf } from '@nuan/kernel';

import { type AssessedPerson, assessMeans, type Assessed } from '../filing/category-assessment';
import type { CategoryRuleSet } from '../filing/category-rule-set.entity';
import { UNSIGNED } from '../filing/consent-record';
import { minLivingLineOn, ruleSetOn } from '../filing/local-rules';
import { appendEvent, lockEditable, readFile, saveFile } from '../household/file-change';
import { FileEventKind } from '../household/file-event-kind';
import type { Household } from '../household/household.entity';
import type { EmploymentStatus } from '../worker/employment-status';
import { HealthStatus } from '../worker/health-status';
import { ageOn } from '../worker/resident-id';
import type { AssessHouseholdInput, AssessmentLineInput } from './assessment.inputs';

interface MemberRow {
  readonly id: string;
  readonly birth_year: number | null;
  readonly id_number_sealed: Buffer | null;
  readonly employment_status: EmploymentStatus;
  readonly health_sealed: Buffer | null;
  readonly disability_sealed: Buffer | null;
  readonly is_student: boolean;
}

/**
 * Assesses the means of filed households anew (重新核算): by the rules in force in the region today, over twelve months of lines.
 * The category is the rules' result; a household that no longer qualifies keeps the old one until its exit is decided.
 */
export class AssessmentWriter {
  constructor(
    private readonly acts: Acts,
    private readonly cipher: FieldCipher,
  ) {}

  /**
   * Assesses a household and keeps lines, inputs, steps and result. An override falls with its inputs.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions. InvalidInputError for an amount that is none.
   */
  async assess(viewer: Viewer, input: AssessHouseholdInput): Promise<Household | Refusal> {
    assertCan(viewer, 'household:write');
    for (const [index, { amount }] of input.lines.entries())
      if (amount <= 0n)
        throw new InvalidInputError(`lines.${index}.amount`, 'AMOUNT_POSITIVE', 'An amount is above zero.');
    return this.acts.perform<Household, Refusal>(viewer, 'household.assess', async (tx) => {
      const { file, reason } = await lockEditable(tx, input);
      const rules = await ruleSetOn(tx, file.regionCode, tx.today);
      if (!rules)
        return tx.refuse(new RuleBroken('RULES_IN_FORCE', 'id', 'No rules are in force in this region today.'));
      const assessed = await this.apply(tx, file, rules, input);
      await insertAssessment(tx, file, rules, assessed, input);
      tx.note({ ruleSet: rules.id, before: file.category, result: assessed.result, reason });
      const happening = { kind: FileEventKind.ASSESSED, note: reason } as const;
      const category = categoryFor(file, assessed.result);
      if (category === null) {
        await appendEvent(tx, file.id, happening);
        return readFile(tx, file.id);
      }
      if (category !== file.category)
        await appendEvent(tx, file.id, {
          kind: FileEventKind.CATEGORY_CHANGED,
          note: `${file.category} → ${category}`,
        });
      return saveFile(tx, file.id, assessedColumns(tx, rules, assessed, category), happening);
    });
  }

  private async apply(
    tx: ActTransaction,
    file: Household,
    rules: CategoryRuleSet,
    input: AssessHouseholdInput,
  ): Promise<Assessed> {
    const persons = await this.persons(tx, file.id);
    if (persons.length === 0) throw new FaultError('a household without members is to be assessed');
    if (file.status !== FileStatus.TEMPORARY) await assertSigned(tx, file.id, input.lines);
    const known = new Set(persons.map(({ id }) => id));
    for (const [index, { personId }] of input.lines.entries())
      if (personId && !known.has(personId))
        tx.refuse(
          new RuleBroken('MEMBER_OF_HOUSEHOLD', `lines.${index}.personId`, 'This is no member of the household.'),
        );
    const lineFen = await minLivingLineOn(tx, file.regionCode, tx.today);
    if (lineFen === null)
      return tx.refuse(
        new RuleBroken('LINE_KNOWN', 'id', 'The minimum-living line of this region today is not known.'),
      );
    const amounts = input.lines.map(({ kind, personId, amount }) => ({
      kind,
      personId: personId ?? null,
      amountFen: amount,
    }));
    return assessMeans(rules, { persons, amounts, isAccidental: input.isAccidental, lineFen });
  }

  private async persons(tx: ActTransaction, householdId: string): Promise<AssessedPerson[]> {
    const rows = await tx.query<MemberRow[]>(
      `select w.id, w.birth_year, w.id_number_sealed, w.employment_status, w.health_sealed, w.disability_sealed,
         exists (select from student s where s.worker_id = w.id and s.ended_on is null) as is_student
       from worker w where w.household_id = $1 order by w.id`,
      [householdId],
    );
    return rows.map((row) => ({
      id: row.id,
      age: this.ageOf(row, tx.today),
      employmentStatus: row.employment_status,
      health: this.healthOf(row),
      isDisabled: row.disability_sealed !== null,
      isStudent: row.is_student,
    }));
  }

  private ageOf({ id_number_sealed: sealed, birth_year: year }: MemberRow, today: string): number {
    if (sealed !== null) return ageOn(today, this.cipher.open(sealed));
    return year === null ? 0 : yearOf(today) - year;
  }

  private healthOf({ health_sealed: sealed }: MemberRow): HealthStatus {
    const text = sealed === null ? HealthStatus.GOOD : this.cipher.open(sealed);
    const status = Object.values(HealthStatus).find((value) => value === text);
    if (!status) throw new FaultError('a sealed state of health is not in the code list');
    return status;
  }
}

/** What somebody earns who was added to a file that stood counts once that person has consented to the check of finances. */
async function assertSigned(
  tx: ActTransaction,
  householdId: string,
  lines: readonly AssessmentLineInput[],
): Promise<void> {
  const unsigned = await tx.query<{ id: string }[]>(
    `select w.id from worker w where w.household_id = $1 and ${UNSIGNED}`,
    [householdId],
  );
  const index = lines.findIndex(({ personId }) => unsigned.some(({ id }) => id === personId));
  if (index >= 0)
    tx.refuse(
      new RuleBroken(
        'CONSENT_REQUIRED',
        `lines.${index}.personId`,
        'Who was added to the file signs the authorisation to check finances first; for a child under 14 a guardian does.',
      ),
    );
}

/** A temporary file is below what the rules file, by its nature; a filed household that no longer qualifies is a case for its exit. */
function categoryFor(file: Household, result: HardshipCategory | null): HardshipCategory | null {
  return result ?? (file.status === FileStatus.TEMPORARY ? HardshipCategory.EDGE : null);
}

/** The columns of a file that hold its last assessment; an earlier override falls. */
export function assessedColumns(
  tx: Pick<ActTransaction, 'today'>,
  rules: CategoryRuleSet,
  assessed: Assessed,
  category: HardshipCategory,
): Record<string, unknown> {
  return {
    category,
    rule_set: rules.generation,
    override_reason: null,
    override_approved_by: null,
    annual_income_fen: assessed.annualIncomeFen.toString(),
    rigid_expense_fen: assessed.rigidExpenseFen.toString(),
    net_per_capita_fen: assessed.netPerCapitaFen.toString(),
    line_fen: assessed.lineFen.toString(),
    assessed_size: assessed.members,
    assessed_on: tx.today,
  };
}

/** Keeps an assessment with its lines. */
export async function insertAssessment(
  tx: ActTransaction,
  file: Pick<Household, 'id' | 'regionCode'>,
  rules: CategoryRuleSet,
  assessed: Assessed,
  { lines, isAccidental }: { readonly lines: readonly AssessmentLineInput[]; readonly isAccidental: boolean },
): Promise<string> {
  const id = newId();
  const fen = [assessed.annualIncomeFen, assessed.imputedIncomeFen, assessed.rigidExpenseFen];
  const values = [
    id,
    file.id,
    file.regionCode,
    rules.id,
    tx.today,
    tx.viewer.subject,
    ...fen.map(String),
    assessed.members,
  ];
  await tx.query(
    `insert into assessment (id, household_id, region_code, rule_set_id, assessed_on, assessed_by, annual_income_fen, imputed_income_fen,
       rigid_expense_fen, members, line_fen, net_per_capita_fen, is_accidental, result, steps)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      ...values,
      String(assessed.lineFen),
      String(assessed.netPerCapitaFen),
      isAccidental,
      assessed.result,
      JSON.stringify(assessed.steps),
    ],
  );
  if (lines.length > 0)
    await tx.query(
      `insert into assessment_line (id, assessment_id, ordinal, kind, worker_id, amount_fen)
       select l.id, $1, l.ordinal, l.kind, l.worker_id, l.amount_fen
       from unnest($2::uuid[], $3::integer[], $4::text[], $5::uuid[], $6::bigint[]) l (id, ordinal, kind, worker_id, amount_fen)`,
      [
        id,
        lines.map(() => newId()),
        lines.map((_line, index) => index),
        lines.map(({ kind }) => kind),
        lines.map(({ personId }) => personId ?? null),
        lines.map(({ amount }) => amount.toString()),
      ],
    );
  tx.about('Assessment', id);
  return id;
}
