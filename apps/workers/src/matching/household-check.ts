import type { ActTransaction } from '@nuan/facts';
import { alignMany } from '@nuan/federation';
import { newId, yearOf } from '@nuan/kernel';

import { CheckResult, CheckSource } from '../filing/check-source';
import { isChildSql } from '../filing/consent-record';
import { contradictionOf, type MatchingFacts } from './matching-facts';

interface FoundMember {
  readonly householdId: string;
  readonly workerId: string;
  readonly regionCode: string;
  readonly employmentStatus: string;
  readonly facts: MatchingFacts;
  readonly housingType: string | null;
  readonly keyGroup: string | null;
  readonly annualIncomeFen: string;
  readonly consentId: string | null;
}

/**
 * Members of active files whom a list names. A member's own consent counts first; for who never gave one, that of the head or of the
 * application that led to the file, while it holds. Who took its own back, or was added to a file that stood, is left alone without its own; so is a child under 14 without its guardian's. The files are held, so that a review can't pass beside a conflict that comes in.
 */
const MEMBERS = `
select h.id as "householdId", w.id as "workerId", h.region_code as "regionCode", w.employment_status as "employmentStatus", e.facts,
  h.housing_type as "housingType", h.key_group as "keyGroup", h.annual_income_fen as "annualIncomeFen",
  (select c.id from consent c where c.purpose = 'FINANCIAL_CHECK' and c.withdrawn_at is null
     and (c.worker_id = w.id or (c.worker_id = h.head_id or c.id in (select a.consent_id from filing_application a where a.household_id = h.id))
       and w.member_since_on is null and not ${isChildSql('$3')} and not exists (select from consent o where o.worker_id = w.id and o.purpose = 'FINANCIAL_CHECK' and o.withdrawn_at is not null))
   order by coalesce(c.worker_id = w.id, false) desc, c.given_at desc, c.id desc limit 1) as "consentId"
from household h join worker w on w.household_id = h.id join matching_entry e on e.id_number_hash = w.id_number_hash
where h.id = any($1::uuid[]) and e.list_id = $2 and h.status in ('RECORDED','UNDER_REVIEW','EXIT_PROPOSED','EXIT_PUBLICISED')
order by h.id, w.id for share of h`;

const INSERT = `
insert into household_match (id, list_id, household_id, worker_id, region_code, source, result, rule, consent_id, found_at)
select n.id, $2, n.household_id, n.worker_id, n.region_code, $3, n.result, n.rule, n.consent_id, $4
from jsonb_to_recordset($1::jsonb) n (id uuid, household_id uuid, worker_id uuid, region_code text, result text, rule text, consent_id uuid)
on conflict on constraint household_match_list_id_worker_id_unique do nothing`;

/**
 * Holds what a list says against active files and notes it for their review. Without a consent that holds only deaths are
 * noted, which are told by law.
 */
export async function checkHouseholds(
  tx: ActTransaction,
  source: CheckSource,
  householdIds: readonly string[],
  listId: string,
): Promise<void> {
  if (householdIds.length === 0) return;
  const members = await tx.query<FoundMember[]>(MEMBERS, [householdIds, listId, yearOf(tx.today)]);
  const allowed = members.filter(({ consentId }) => consentId !== null || source === CheckSource.DEATH_REGISTER);
  const touched = [...new Set(allowed.map(({ householdId }) => householdId))];
  const matches = alignMany(touched, allowed, ({ householdId }) => householdId).flatMap((found) => {
    const rule = ruleOf(source, found);
    return found.map((member) => ({
      id: newId(),
      household_id: member.householdId,
      worker_id: member.workerId,
      region_code: member.regionCode,
      result: rule === null ? CheckResult.MATCH : CheckResult.CONFLICT,
      rule,
      consent_id: member.consentId,
    }));
  });
  await tx.query(INSERT, [JSON.stringify(matches), listId, source, tx.now]);
  tx.about('Household', touched);
}

function ruleOf(source: CheckSource, found: readonly FoundMember[]): ReturnType<typeof contradictionOf> {
  const [first] = found;
  return first ? contradictionOf(source, found, { ...first, annualIncomeFen: BigInt(first.annualIncomeFen) }) : null;
}
