import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { newId } from '@nuan/kernel';

/**
 * What a payment for study is refused for, by the rule that the SQL function `scholarship_refusal(student, household,
 * academic year)` answers (I18, I29). The academic year of a payment is `academic_year_of(filed_at)`.
 */
export const SCHOLARSHIP_RULES = {
  STUDENT_KNOWN: 'No student of a filed household has this id.',
  STUDENT_OF_HOUSEHOLD: 'A scholarship is filed for the household of the student’s parent: name that one.',
  STUDY_EVIDENCE: 'There is no evidence of the student’s schooling for this academic year: record it first.',
  SCHOOL_KIND: 'The state pays for this kind of school: there is no scholarship.',
  FUNDED_ELSEWHERE: 'Another fund pays for this student’s year already.',
  SCHOLARSHIP_ONCE_A_YEAR: 'The student has a scholarship for this academic year.',
} as const;

/** A rule of scholarships. */
export type ScholarshipRule = keyof typeof SCHOLARSHIP_RULES;

/** A student to be helped, and the household in whose name. */
export interface ScholarshipCase {
  readonly studentId: string;
  readonly householdId: string;
}

/**
 * The rule that each case breaks now, null for those that break none; index-aligned, in one statement. Batches in SQL call
 * `scholarship_refusal` themselves.
 */
export async function scholarshipRefusals(
  tx: Pick<ActTransaction, 'query' | 'now'>,
  cases: readonly ScholarshipCase[],
): Promise<readonly (ScholarshipRule | null)[]> {
  const rows = await beyondRegions('a home may have moved to another county since', () =>
    tx.query<{ rule: ScholarshipRule | null }[]>(
      `select scholarship_refusal(c.student_id, c.household_id, academic_year_of($3)) as rule
     from unnest($1::uuid[], $2::uuid[]) with ordinality c (student_id, household_id, at) order by c.at`,
      [cases.map(({ studentId }) => studentId), cases.map(({ householdId }) => householdId), tx.now],
    ),
  );
  return rows.map(({ rule }) => rule);
}

/**
 * Writes the scholarships that paid disbursements carry out: those for study that name a student, top-ups aside. A payment
 * that has its grant gets no second one, so it may be called again. How many were written.
 */
export async function grantScholarships(tx: ActTransaction, disbursementIds: readonly string[]): Promise<number> {
  const made = await beyondRegions('a home may have moved to another county since', () =>
    tx.query<{ id: string }[]>(
      `insert into scholarship_grant (id, student_id, household_id, academic_year, region_code, level, is_migrant, amount_fen, disbursement_id, granted_on)
     select i.grant_id, d.student_id, coalesce(d.household_id, s.household_id), academic_year_of(d.filed_at), d.region_code, s.level, s.is_migrant,
       d.amount_fen, d.id, ($3::timestamptz at time zone 'Asia/Shanghai')::date
     from unnest($1::uuid[], $2::uuid[]) i (disbursement_id, grant_id)
       join disbursement d on d.id = i.disbursement_id
       join student_projection s on s.id = d.student_id
     where d.purpose = 'STUDY' and d.top_up_of_id is null and d.status in ('PAID','RECONCILED')
     on conflict on constraint scholarship_grant_disbursement_id_unique do nothing
     returning id`,
      [disbursementIds, disbursementIds.map(() => newId()), tx.now],
    ),
  );
  if (made.length > 0) tx.note({ scholarships: made.length });
  return made.length;
}

/** Revokes the scholarships of payments that are taken back, so that the students may be granted others. How many were revoked. */
export async function revokeScholarships(tx: ActTransaction, disbursementIds: readonly string[]): Promise<number> {
  const revoked = await beyondRegions('a scholarship is the home’s, which may be another union’s than pays', () =>
    tx.query<unknown[]>(
      `with revoked as (
       update scholarship_grant set revoked_on = greatest($2::date, granted_on), version = version + 1
       where disbursement_id = any($1::uuid[]) and revoked_on is null returning id
     ) select id from revoked`,
      [disbursementIds, tx.today],
    ),
  );
  return revoked.length;
}
