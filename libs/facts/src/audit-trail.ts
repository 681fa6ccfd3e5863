import type { DataSource } from 'typeorm';

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
  /** Those of the asked ids that the act touched or showed; all of them where none were asked for. */
  readonly subjectIds: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Which acts are wanted; what is absent isn't asked for. */
export interface TrailRequest {
  readonly subjectIds?: readonly string[] | undefined;
  /** Patterns of regions, as `scopePatterns` makes them; an act without a region is shown to who reads the whole province. */
  readonly regionPatterns: readonly string[];
  readonly actor?: string | undefined;
  /** Only acts whose action begins so, such as 'person.reveal'. */
  readonly action?: string | undefined;
  /** From this instant of the domain's clock on. */
  readonly since?: Date | undefined;
  /** Before this instant. */
  readonly until?: Date | undefined;
  readonly first: number;
  /** Acts before this one. */
  readonly before?: string | undefined;
}

const ACT = `seq::text as seq, id, happened_at as "happenedAt", actor, role, action, region_code as "regionCode", subject_kinds as "subjectKinds", detail`;
const IN_REGION = `coalesce(region_code, '340000') like any($1::text[])`;
const ASKED = `($2::text is null or starts_with(action, $2)) and ($3::timestamptz is null or happened_at >= $3) and ($4::timestamptz is null or happened_at < $4)`;

/** Acts, newest first. With subjects it is "who touched or saw these", by the index on subjects; otherwise the latest acts of the regions. */
export async function readTrail(db: Pick<DataSource, 'query'>, request: TrailRequest): Promise<AuditAct[]> {
  const { subjectIds, regionPatterns, actor, action, since, until, first, before } = request;
  const shared = [regionPatterns, action ?? null, since ?? null, until ?? null, before ?? null, first];
  if (subjectIds === undefined)
    return db.query<AuditAct[]>(
      `select ${ACT}, subject_ids as "subjectIds" from audit_entry
       where ${IN_REGION} and ${ASKED} and ($5::bigint is null or seq < $5) and ($7::text is null or actor = $7)
       order by seq desc limit $6`,
      [...shared, actor ?? null],
    );
  // Found by subject first and sorted then: read backwards, the chain would be searched to its beginning for the rare ones.
  return db.query<AuditAct[]>(
    `with touched as materialized (select * from audit_entry where subject_ids && $7::uuid[])
     select ${ACT}, array(select unnest(subject_ids) intersect select unnest($7::uuid[])) as "subjectIds" from touched
     where ${IN_REGION} and ${ASKED} and ($5::bigint is null or seq < $5) and ($8::text is null or actor = $8)
     order by seq desc limit $6`,
    [...shared, subjectIds, actor ?? null],
  );
}

/** What one caller did to some of the asked subjects, added up (按人汇总). */
export interface AuditedActor {
  readonly actor: string;
  readonly role: string;
  readonly action: string;
  /** How many acts. */
  readonly acts: number;
  /** How many of the asked subjects they touched or showed. */
  readonly subjects: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** Who touched or saw how many of these subjects, the most first: the question after a leak. One statement. */
export async function readActors(
  db: Pick<DataSource, 'query'>,
  request: Pick<TrailRequest, 'regionPatterns' | 'action' | 'since' | 'until'> & {
    readonly subjectIds: readonly string[];
  },
): Promise<AuditedActor[]> {
  const { subjectIds, regionPatterns, action, since, until } = request;
  return db.query<AuditedActor[]>(
    `with touched as materialized (select * from audit_entry where subject_ids && $5::uuid[])
     select actor, role, action, count(distinct seq)::int as acts, count(distinct subject)::int as subjects,
       min(happened_at) as "firstAt", max(happened_at) as "lastAt"
     from touched cross join lateral unnest(subject_ids) subject
     where ${IN_REGION} and ${ASKED} and subject = any($5::uuid[])
     group by actor, role, action order by subjects desc, "lastAt" desc limit 1000`,
    [regionPatterns, action ?? null, since ?? null, until ?? null, subjectIds],
  );
}
