import type { DataSource } from 'typeorm';

/** Where the audit chain is broken (审计链断点). */
export interface AuditBreak {
  readonly seq: string;
  /** CONTENT: the row isn't what was hashed. LINK: it doesn't follow the row before it. HEAD: rows at the end are missing. */
  readonly problem: 'CONTENT' | 'LINK' | 'HEAD';
}

/** What a check of the chain found. */
export interface AuditVerdict {
  readonly entries: number;
  /** Hash of the last row in hexadecimal: keep it elsewhere, and a chain that was rewritten whole shows too. */
  readonly headHash: string;
  readonly breaks: readonly AuditBreak[];
}

const BREAKS = `
with chain as (
  select e.seq, e.hash, e.previous_hash, sha256(e.previous_hash || audit_content(e)) as computed,
    lag(e.hash, 1, sha256('nuan')) over (order by e.seq) as prior, lag(e.seq, 1, 0::bigint) over (order by e.seq) as prior_seq
  from audit_entry e
)
select seq::text as seq, case when hash <> computed then 'CONTENT' else 'LINK' end as problem from chain
where hash <> computed or previous_hash <> prior or seq <> prior_seq + 1
union all
select h.seq::text, 'HEAD' from audit_head h
where h.seq > 0 and not exists (select from audit_entry e where e.seq = h.seq and e.hash = h.hash)
  or exists (select from audit_entry e where e.seq > h.seq)
order by 1 limit 100`;

/** Recomputes the whole chain and tells where it is broken (at most 100 places); an untouched one has no break. */
export async function verifyAudit(db: Pick<DataSource, 'query'>): Promise<AuditVerdict> {
  const [head] = await db.query<{ entries: number; head_hash: string }[]>(
    `select count(*)::int as entries, (select encode(hash, 'hex') from audit_head) as head_hash from audit_entry`,
  );
  const breaks = await db.query<AuditBreak[]>(BREAKS);
  return { entries: head?.entries ?? 0, headHash: head?.head_hash ?? '', breaks };
}

/** One act as auditors read it (审计记录). */
export interface AuditAct {
  readonly seq: string;
  readonly id: string;
  readonly happenedAt: Date;
  readonly actor: string;
  readonly role: string;
  readonly action: string;
  readonly regionCode: string | null;
  readonly subjectKinds: readonly string[];
  /** Those of the asked ids that the act touched or showed. */
  readonly subjectIds: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Which acts are wanted. */
export interface TouchedRequest {
  readonly subjectIds: readonly string[];
  /** Patterns of regions, as `scopePatterns` makes them; an act without a region is shown to who reads the whole province. */
  readonly regionPatterns: readonly string[];
  /** Only acts whose action begins so, such as 'person.reveal'. */
  readonly action?: string | undefined;
  readonly first: number;
  /** Acts before this one. */
  readonly before?: string | undefined;
}

/** Who touched or saw these subjects, newest first, by the index on subjects: "who saw these people" in one statement. */
export async function whoTouched(db: Pick<DataSource, 'query'>, request: TouchedRequest): Promise<AuditAct[]> {
  return db.query<AuditAct[]>(
    `select seq::text as seq, id, happened_at as "happenedAt", actor, role, action, region_code as "regionCode",
       subject_kinds as "subjectKinds", array(select unnest(subject_ids) intersect select unnest($1::uuid[])) as "subjectIds", detail
     from audit_entry
     where subject_ids && $1::uuid[] and coalesce(region_code, '340000') like any($2::text[])
       and ($3::text is null or action like $3 || '%') and ($4::bigint is null or seq < $4)
     order by seq desc limit $5`,
    [request.subjectIds, request.regionPatterns, request.action ?? null, request.before ?? null, request.first],
  );
}
