import type { DataSource } from 'typeorm';

import type { AuditAnchor } from './audit-anchor';

/** Where the audit chain is broken (审计链断点). */
export interface AuditBreak {
  readonly seq: string;
  /** CONTENT: the row isn't what was hashed. LINK: it doesn't follow the row before it. HEAD: rows at the end are missing. ANCHOR: the
   * row isn't what an anchor outside the database says it was. UNANCHORED: from here on no anchor was kept, for longer than it takes. */
  readonly problem: 'CONTENT' | 'LINK' | 'HEAD' | 'ANCHOR' | 'UNANCHORED';
}

/** What a check of the chain found. */
export interface AuditVerdict {
  readonly entries: number;
  /** How many anchors it was held against. */
  readonly anchors: number;
  /** Hash of the last row in hexadecimal: keep it elsewhere, and a chain that was rewritten whole shows too. */
  readonly headHash: string;
  readonly breaks: readonly AuditBreak[];
}

const STRAYED = `
select a.seq::text as seq, 'ANCHOR' as problem from unnest($1::bigint[], $2::text[]) a (seq, hash)
left join audit_entry e on e.seq = a.seq
where e.seq is null or encode(e.hash, 'hex') <> a.hash
order by a.seq limit 100`;

/** How long an act may stand without an anchor at or behind it: some turns of whoever keeps them. */
const UNANCHORED_AFTER = '10 minutes';

const UNANCHORED = `
select min(e.seq)::text as seq, 'UNANCHORED' as problem from audit_entry e
where e.seq > $1 and e.recorded_at < clock_timestamp() - interval '${UNANCHORED_AFTER}' having count(*) > 0`;

/**
 * What the hash of a row covers. Written out, and of the server's own functions by their full names: `audit_content`, which writes it, belongs to the
 * database that is being checked, and who owns that may have it say what it likes.
 */
const CONTENT = `pg_catalog.convert_to(pg_catalog.jsonb_build_array(e.seq, e.id, extract(epoch from e.happened_at),
    extract(epoch from e.recorded_at), e.actor, e.role, e.action, e.region_code, e.subject_kinds, e.subject_ids, e.detail)::pg_catalog.text, 'UTF8')`;

const BREAKS = `
with chain as (
  select e.seq, e.hash, e.previous_hash,
    pg_catalog.sha256(e.previous_hash operator(pg_catalog.||) ${CONTENT}) as computed,
    lag(e.hash, 1, sha256('nuan')) over (order by e.seq) as prior, lag(e.seq, 1, 0::bigint) over (order by e.seq) as prior_seq
  from audit_entry e
)
select seq::text as seq, case when hash operator(pg_catalog.<>) computed then 'CONTENT' else 'LINK' end as problem from chain
where hash operator(pg_catalog.<>) computed or previous_hash operator(pg_catalog.<>) prior or seq <> prior_seq + 1
union all
select h.seq::text, 'HEAD' from audit_head h
where h.seq > 0 and not exists (select from audit_entry e where e.seq = h.seq and e.hash = h.hash)
  or exists (select from audit_entry e where e.seq > h.seq)
order by 1 limit 100`;

/**
 * Recomputes the whole chain, holds it against its anchors and tells where it is broken (at most 100 places of each); an untouched one
 * has no break.
 */
export async function verifyAudit(
  db: Pick<DataSource, 'query'>,
  anchors: readonly AuditAnchor[] = [],
): Promise<AuditVerdict> {
  const [head] = await db.query<{ entries: number; head_hash: string }[]>(
    `select count(*)::int as entries, (select encode(hash, 'hex') from audit_head) as head_hash from audit_entry`,
  );
  const breaks = await db.query<AuditBreak[]>(BREAKS);
  const strayed =
    anchors.length === 0
      ? []
      : await db.query<AuditBreak[]>(STRAYED, [anchors.map(({ seq }) => seq), anchors.map(({ hash }) => hash)]);
  const last = anchors.at(-1);
  const unanchored = last === undefined ? [] : await db.query<AuditBreak[]>(UNANCHORED, [last.seq]);
  return {
    entries: head?.entries ?? 0,
    anchors: anchors.length,
    headHash: head?.head_hash ?? '',
    breaks: [...breaks, ...strayed, ...unanchored],
  };
}
