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

const META = `e.seq::text as seq, e.happened_at as "happenedAt", e.actor, e.role, e.action, e.region_code as "regionCode"`;
const ACT = `${META}, e.id, e.subject_kinds as "subjectKinds", e.detail`;
const ASKED = `coalesce(e.region_code, '340000') like any($1::text[]) and ($2::text is null or starts_with(e.action, $2))
  and ($3::timestamptz is null or e.happened_at >= $3) and ($4::timestamptz is null or e.happened_at < $4)`;
const LATEST = `${ASKED} and ($5::bigint is null or e.seq < $5) and ($6::text is null or e.actor = $6)`;

/** Parameters 1 to 6 of `LATEST`, and how many are wanted. */
function latestParams({ regionPatterns, action, since, until, before, actor, first }: TrailRequest): unknown[] {
  return [regionPatterns, action ?? null, since ?? null, until ?? null, before ?? null, actor ?? null, first];
}

/** Acts that touched each of the subjects `$n`: one look into the index for each, whose cost grows with what is found and not with the audit. */
const touched = (n: number): string =>
  `unnest($${n}::uuid[]) wanted (id) cross join lateral (select * from audit_entry a where a.subject_ids @> array[wanted.id] offset 0) e`;

/** Acts, newest first. With subjects it is "who touched or saw these", by the index on subjects; otherwise the latest acts of the regions. */
export async function readTrail(db: Pick<DataSource, 'query'>, request: TrailRequest): Promise<AuditAct[]> {
  const { subjectIds } = request;
  const params = latestParams(request);
  if (subjectIds === undefined)
    return db.query<AuditAct[]>(
      `select ${ACT}, e.subject_ids as "subjectIds" from audit_entry e where ${LATEST} order by e.seq desc limit $7`,
      params,
    );
  return db.query<AuditAct[]>(
    `with found as (select e.seq, array_agg(wanted.id) as ids from ${touched(8)} where ${LATEST} group by e.seq order by e.seq desc limit $7)
     select ${ACT}, found.ids as "subjectIds" from found join audit_entry e on e.seq = found.seq order by e.seq desc`,
    [...params, [...new Set(subjectIds)]],
  );
}

/** One act as an administrator reads it: neither whom it touched nor what else is on record. */
export type AuditMeta = Pick<AuditAct, 'seq' | 'happenedAt' | 'actor' | 'role' | 'action' | 'regionCode'>;

/** The latest acts of the regions, newest first, without the columns that tell of persons. */
export async function readMeta(
  db: Pick<DataSource, 'query'>,
  request: Omit<TrailRequest, 'subjectIds'>,
): Promise<AuditMeta[]> {
  return db.query<AuditMeta[]>(
    `select ${META} from audit_entry e where ${LATEST} order by e.seq desc limit $7`,
    latestParams(request),
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
    `select e.actor, e.role, e.action, count(distinct e.seq)::int as acts, count(distinct wanted.id)::int as subjects,
       min(e.happened_at) as "firstAt", max(e.happened_at) as "lastAt"
     from ${touched(5)} where ${ASKED}
     group by e.actor, e.role, e.action order by subjects desc, "lastAt" desc limit 1000`,
    [regionPatterns, action ?? null, since ?? null, until ?? null, [...new Set(subjectIds)]],
  );
}
