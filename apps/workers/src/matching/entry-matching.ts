import { beyondRegions } from '@nuan/database';
import type { ActTransaction, JobStep } from '@nuan/facts';

import type { CheckSource } from '../filing/check-source';
import { checkApplications, LIST_MONTHS } from './application-check';
import { checkHouseholds } from './household-check';

const LIST_MEETS_FILES = 'a list meets the files of its own region, in which the department writes nothing';

interface ListToMatch {
  readonly id: string;
  readonly source: CheckSource;
  readonly row_count: number;
  readonly barred_count: number;
}

/** Marks which entries meet a person that an active file or an application in hand holds, within the list's own region. */
const MARK = `
with piece as (
  select e.line, e.id_number_hash from matching_entry e where e.list_id = $1 and e.line > $2 order by e.line limit $3
), met as (
  select p.line, h.id as household_id, a.id as application_id
  from piece p join matching_list l on l.id = $1 join active_person k on k.id_number_hash = p.id_number_hash
  left join household h on h.id = k.household_id left join filing_application a on a.id = k.application_id
  where starts_with(coalesce(h.region_code, a.region_code), regexp_replace(l.region_code, '(00)+$', ''))
), marked as (
  update matching_entry e set is_match = exists (select from met where met.line = e.line)
  from piece p where e.list_id = $1 and e.line = p.line returning e.line
)
select (select count(*)::int from marked) as entries, (select max(line) from piece) as "lastLine",
  (select count(distinct line)::int from met) as matches,
  array(select distinct household_id from met where household_id is not null order by 1) as "householdIds",
  array(select distinct application_id from met where application_id is not null order by 1) as "applicationIds"`;

interface Marked {
  readonly entries: number;
  readonly lastLine: number | null;
  readonly matches: number;
  readonly householdIds: readonly string[];
  readonly applicationIds: readonly string[];
}

/** Matches the next entries of a list, at most `count`; after the last the list is READY and answers further checks. */
export async function matchEntries(
  tx: ActTransaction,
  list: ListToMatch,
  afterLine: number,
  count: number,
): Promise<JobStep> {
  const [marked] = await beyondRegions(LIST_MEETS_FILES, () => tx.query<Marked[]>(MARK, [list.id, afterLine, count]));
  const { entries = 0, lastLine = null, matches = 0, householdIds = [], applicationIds = [] } = marked ?? {};
  await beyondRegions(LIST_MEETS_FILES, async () => {
    await checkApplications(tx, list.source, applicationIds, list.id);
    await checkHouseholds(tx, list.source, householdIds, list.id);
  });
  const isEnd = entries < count;
  await tx.query(
    `update matching_list set match_count = match_count + $2, state = case when $3 then 'READY' else state end,
       ready_at = case when $3 then $4::timestamptz end, version = version + 1 where id = $1`,
    [list.id, matches, isEnd, tx.now],
  );
  tx.note({ matches, ...(isEnd ? { entriesDeleted: await deleteExpired(tx) } : {}) });
  return {
    cursor: { phase: 'MATCH', afterLine: lastLine ?? afterLine },
    done: list.row_count,
    failed: list.barred_count,
    finished: isEnd,
  };
}

/** Deletes the entries of lists that answer no more; the lists and their counts stay. Returns how many. */
async function deleteExpired(tx: ActTransaction): Promise<number> {
  const [row] = await beyondRegions('whoever hands in a list, entries of all lists expire', () =>
    tx.query<{ deleted: number }[]>(
      `with gone as (
       delete from matching_entry e using matching_list l
       where l.id = e.list_id and l.state = 'READY' and l.received_at <= $1::timestamptz - make_interval(months => ${LIST_MONTHS}) returning 1
     )
     select count(*)::int as deleted from gone`,
      [tx.now],
    ),
  );
  return row?.deleted ?? 0;
}
