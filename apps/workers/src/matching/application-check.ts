import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { alignMany } from '@nuan/federation';
import { newId } from '@nuan/kernel';

import { CheckResult, type CheckSource } from '../filing/check-source';
import type { ConflictRule } from './conflict-rule';
import { contradictionOf, type FoundPerson, type MatchingFacts } from './matching-facts';

/** States of an application in which matching may still change its course. */
export const CHECKED_STATUSES = ['SUBMITTED', 'FIRST_REVIEW', 'VISITED', 'CHECKED', 'PUBLICISED', 'OBJECTED'] as const;

/** A list answers for so many months after it was handed in; then its entries are deleted. */
export const LIST_MONTHS = 12;

/** Why lists are read beyond the officer's regions. */
export const WIDER_LISTS = 'a list of the city or province answers for its counties';

/** The digits that every division of a list's region begins with, in SQL. */
export const LIST_PREFIX = `regexp_replace(l.region_code, '(00)+$', '')`;

interface ApplicationRow {
  readonly id: string;
  readonly consentId: string;
  readonly filedBy: string;
  readonly housingType: string | null;
  readonly keyGroup: string | null;
  readonly annualIncomeFen: string | null;
  readonly hasList: boolean;
}

interface EntryRow {
  readonly applicationId: string;
  readonly listId: string;
  readonly employmentStatus: string;
  readonly facts: MatchingFacts;
}

/** Locked, so that a decision on the application and a conflict of its data can't pass each other. Only what a consent covers. */
const APPLICATIONS = `
select a.id, c.id as "consentId", a.created_by as "filedBy", a.housing_type as "housingType", a.key_group as "keyGroup",
  s.annual_income_fen as "annualIncomeFen",
  exists (select from matching_list l where l.source = $2 and (l.state = 'READY' or l.id = $3)
    and l.received_at > $4::timestamptz - make_interval(months => ${LIST_MONTHS}) and starts_with(a.region_code, ${LIST_PREFIX})) as "hasList"
from filing_application a
join consent c on c.id = a.consent_id and c.withdrawn_at is null and c.purpose = 'FINANCIAL_CHECK'
left join filing_assessment s on s.id = a.assessment_id
where a.id = any($1::uuid[]) and a.status = any($5::text[]) order by a.id for update of a`;

/** What the newest list says of each person who consented: the applicant, and whom the application names as members. */
const ENTRIES = `
with person as (
  select p.application_id, p.id_number_hash, p.employment_status from filing_person p
  where p.application_id = any($1::uuid[]) and p.is_current and exists (
    select from consent o where o.filing_person_id = p.id and o.purpose = 'FINANCIAL_CHECK' and o.withdrawn_at is null)
  union
  select a.id, w.id_number_hash, w.employment_status from filing_application a join worker w on w.id = a.applicant_id
  where a.id = any($1::uuid[]) and w.id_number_hash is not null
    and not exists (select from filing_person p where p.application_id = a.id and p.is_current)
)
select distinct on (p.application_id, p.id_number_hash) p.application_id as "applicationId", l.id as "listId",
  p.employment_status as "employmentStatus", e.facts
from person p join filing_application a on a.id = p.application_id
join matching_entry e on e.id_number_hash = p.id_number_hash join matching_list l on l.id = e.list_id
where l.source = $2 and (l.state = 'READY' or l.id = $3)
  and l.received_at > $4::timestamptz - make_interval(months => ${LIST_MONTHS}) and starts_with(a.region_code, ${LIST_PREFIX})
order by p.application_id, p.id_number_hash, l.as_of_on desc, l.received_at desc, l.id desc`;

/** A check that says what the last one of its source said since the application was handed in is not written again. */
const INSERT = `
insert into data_check (id, application_id, consent_id, source, result, checked_at, list_id, rule, checked_by, filed_by)
select n.id, n.application_id, n.consent_id, $2, n.result, $3, n.list_id, n.rule, $4, n.filed_by
from jsonb_to_recordset($1::jsonb) n (id uuid, application_id uuid, consent_id uuid, result text, list_id uuid, rule text, filed_by text)
join filing_application a on a.id = n.application_id
where not exists (
  select from (
    select d.result, d.rule, d.list_id, d.consent_id from data_check d
    where d.application_id = a.id and d.source = $2 and d.checked_at >= a.submitted_at order by d.checked_at desc, d.id desc limit 1
  ) last
  where (last.result, last.rule, last.list_id, last.consent_id) is not distinct from (n.result, n.rule, n.list_id, n.consent_id))`;

/** What one check found. */
export interface CheckedApplication {
  readonly applicationId: string;
  readonly result: CheckResult;
}

/**
 * Matches applications with what the lists of one source say of their persons, by keyed hash alone, and writes the checks. An
 * application without a valid consent to the check of finances is left out. `listId` is a list that is being matched now.
 */
export async function checkApplications(
  tx: ActTransaction,
  source: CheckSource,
  applicationIds: readonly string[],
  listId: string | null = null,
): Promise<CheckedApplication[]> {
  if (applicationIds.length === 0) return [];
  const params = [applicationIds, source, listId, tx.now];
  const applications = await beyondRegions(WIDER_LISTS, () =>
    tx.query<ApplicationRow[]>(APPLICATIONS, [...params, CHECKED_STATUSES]),
  );
  const entries = alignMany(
    applications.map(({ id }) => id),
    await beyondRegions(WIDER_LISTS, () => tx.query<EntryRow[]>(ENTRIES, params)),
    ({ applicationId }) => applicationId,
  );
  const checks = applications.map((application, at) => {
    const found = entries[at] ?? [];
    const { result, rule } = outcomeOf(source, application, found);
    return {
      id: newId(),
      application_id: application.id,
      consent_id: application.consentId,
      result,
      list_id: found[0]?.listId ?? null,
      rule,
      filed_by: application.filedBy,
    };
  });
  await tx.query(INSERT, [JSON.stringify(checks), source, tx.now, tx.viewer.subject]);
  tx.about(
    'FilingApplication',
    applications.map(({ id }) => id),
  );
  return checks.map(({ application_id, result }) => ({ applicationId: application_id, result }));
}

function outcomeOf(
  source: CheckSource,
  application: ApplicationRow,
  found: readonly FoundPerson[],
): { result: CheckResult; rule: ConflictRule | null } {
  if (!application.hasList) return { result: CheckResult.UNAVAILABLE, rule: null };
  if (found.length === 0) return { result: CheckResult.NO_MATCH, rule: null };
  const { annualIncomeFen } = application;
  const rule = contradictionOf(source, found, {
    ...application,
    annualIncomeFen: annualIncomeFen === null ? null : BigInt(annualIncomeFen),
  });
  return { result: rule === null ? CheckResult.MATCH : CheckResult.CONFLICT, rule };
}
