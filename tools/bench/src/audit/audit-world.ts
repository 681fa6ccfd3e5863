import type { Client } from 'pg';

/** How large the audit is made. */
export interface AuditSize {
  readonly rows: number;
  /** Persons whom the acts are about. */
  readonly persons: number;
}

const CHUNK = 500_000;

/** The id of the nth person, the same in every run and in SQL. */
const PERSON = (n: string): string => `md5('person ' || (${n}))::uuid`;

/**
 * Fills the audit with acts of 3,000 officers about `persons`: one to three of them each, spread over four years and 105 counties. They
 * are written as a load writes, below the function that chains them: what is asked here is how they are found.
 */
export async function fillAudit(owner: Client, size: AuditSize, report: (line: string) => void): Promise<void> {
  const { rows: indexes } = await owner.query<{ indexdef: string; name: string }>(
    `select indexdef, indexname as name from pg_indexes where tablename = 'audit_entry' and indexname like '%_idx'`,
  );
  for (const { name } of indexes) await owner.query(`drop index ${name}`);
  for (let from = 1; from <= size.rows; from += CHUNK) {
    const to = Math.min(size.rows, from + CHUNK - 1);
    await owner.query(INSERT, [from, to, size.persons]);
    report(`${to.toLocaleString('en')} of ${size.rows.toLocaleString('en')} rows`);
  }
  report('indexes');
  for (const { indexdef } of indexes) await owner.query(indexdef);
  await owner.query('vacuum analyze audit_entry');
}

const INSERT = `
insert into audit_entry (seq, id, happened_at, recorded_at, actor, role, action, region_code, subject_kinds, subject_ids, detail, previous_hash, hash)
select n, md5('act ' || n)::uuid, at, at, 'officer-' || n * 7919 % 3000, (array['maker','county','city','checker','auditor'])[1 + n % 5],
  (array['household.read','person.reveal','filing.submit','disbursement.approve','plan.write'])[1 + n * 31 % 5],
  (340100 + n * 17 % 105)::text, array['Worker'],
  case n % 3 when 0 then array[${PERSON('n * 104729 % $3')}]
    when 1 then array[${PERSON('n * 104729 % $3')}, ${PERSON('n * 130363 % $3')}]
    else array[${PERSON('n * 104729 % $3')}, ${PERSON('n * 130363 % $3')}, ${PERSON('n * 155921 % $3')}] end,
  '{"reason": "bench"}', sha256('nuan'), sha256(n::text::bytea)
from generate_series($1::bigint, $2::bigint) n, lateral (select timestamptz '2013-01-23' + n * interval '12 seconds' as at) t`;

/** Ids of the first `count` persons. */
export async function personIds(owner: Client, count: number): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(`select ${PERSON('n')} as id from generate_series(1, $1::int) n`, [
    count,
  ]);
  return rows.map(({ id }) => id);
}
