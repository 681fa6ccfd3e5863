import { type Action, assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { InvalidInputError } from '@nuan/errors';
import { readActors, readMeta, readTrail, type TrailRequest } from '@nuan/facts';
import { isUuid } from '@nuan/kernel';
import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { DataSource } from 'typeorm';

import type { SubgraphContext } from '../context';
import { FirstArgs } from '../list/page.args';
import { assertSeesRegions } from '../policy/access-class';
import { AuditAct, auditActOf } from './audit-act.type';
import { AuditMeta, auditMetaOf } from './audit-meta.type';
import { AuditedActor } from './audited-actor.type';
import { ActorsArgs, TrailArgs } from './trail.args';

/** Most subjects of a list of acts. */
const MAX_SUBJECTS = 500;

/** Most subjects of a sum over acts: those of a leaked list. */
const MAX_LEAKED = 5_000;

type AuditResolver = new (db: DataSource) => object;

const resolvers = new Map<string, AuditResolver>();

/**
 * The auditors' questions of one subgraph: who touched or saw these subjects, what was done, and who saw how many of a leaked list; and the
 * administrators', who did what without whom it touched. Each subgraph answers for its own acts under names of its own (`name`,
 * `nameLog`, `nameActors`, `nameMeta`), since parallel lists can't be merged.
 */
export function auditQueries(name: string, db: DataSource): object {
  let AuditQueries = resolvers.get(name);
  if (!AuditQueries) resolvers.set(name, (AuditQueries = createResolver(name)));
  return new AuditQueries(db);
}

/** What each question is, as the schema says it. */
const ABOUT = {
  touched:
    'Who touched or saw these households, persons or payments (谁看过、改过), newest first, within the viewer’s regions. For auditors and officers of province, city and county.',
  log: 'What was done (操作日志): acts, revealed values, exports and refusals, newest first, within the viewer’s regions. For auditors and officers of province, city and county.',
  actors:
    'Who touched or saw how many of these subjects (泄露排查), the most first, at most 1,000 lines, within the viewer’s regions: the question after a leak. For auditors and officers of province, city and county.',
  meta: 'Who did what kind of thing, when and where (操作元数据), refusals among it, newest first, within the viewer’s regions: neither to whom nor with what note. For administrators.',
} as const;

function createResolver(name: string): AuditResolver {
  @Resolver()
  class AuditQueries {
    constructor(private readonly db: DataSource) {}

    @Query(() => [AuditAct], { name, description: ABOUT.touched })
    async acts(
      @Arg('subjectIds', () => [ID], { description: 'Ids of the subjects (对象编号), 1 to 500.' }) subjectIds: string[],
      @Args(() => FirstArgs) { first }: FirstArgs,
      @Args(() => TrailArgs) trail: TrailArgs,
      @Ctx() { viewer }: SubgraphContext,
    ): Promise<AuditAct[]> {
      const subjects = subjectsOf(subjectIds, MAX_SUBJECTS);
      return (await readTrail(this.db, { ...requestOf(viewer, first, trail), subjectIds: subjects })).map(auditActOf);
    }

    @Query(() => [AuditAct], { name: `${name}Log`, description: ABOUT.log })
    async log(
      @Args(() => FirstArgs) { first }: FirstArgs,
      @Args(() => TrailArgs) trail: TrailArgs,
      @Ctx() { viewer }: SubgraphContext,
    ): Promise<AuditAct[]> {
      return (await readTrail(this.db, requestOf(viewer, first, trail))).map(auditActOf);
    }

    @Query(() => [AuditMeta], { name: `${name}Meta`, description: ABOUT.meta })
    async meta(
      @Args(() => FirstArgs) { first }: FirstArgs,
      @Args(() => TrailArgs) trail: TrailArgs,
      @Ctx() { viewer }: SubgraphContext,
    ): Promise<AuditMeta[]> {
      const request = requestOf(viewer, first, trail, 'auditMeta:read');
      // Acts are known by region alone.
      assertSeesRegions(viewer);
      return (await readMeta(this.db, request)).map(auditMetaOf);
    }

    @Query(() => [AuditedActor], { name: `${name}Actors`, description: ABOUT.actors })
    async actors(
      @Arg('subjectIds', () => [ID], { description: 'Ids of the subjects (对象编号), 1 to 5,000.' })
      subjectIds: string[],
      @Args(() => ActorsArgs) wanted: ActorsArgs,
      @Ctx() { viewer }: SubgraphContext,
    ): Promise<AuditedActor[]> {
      const request = requestOf(viewer, 0, wanted);
      const found = await readActors(this.db, { ...request, subjectIds: subjectsOf(subjectIds, MAX_LEAKED) });
      return found.map((actor) => Object.assign(new AuditedActor(), actor));
    }
  }
  return AuditQueries;
}

function requestOf(
  viewer: Viewer,
  first: number,
  trail: ActorsArgs & Partial<TrailArgs>,
  right: Action = 'audit:read',
): TrailRequest {
  assertCan(viewer, right);
  const { actor, action, since, until, before } = trail;
  if (before !== undefined && before !== null && !/^\d{1,18}$/.test(before))
    throw new InvalidInputError('before', 'SEQ', 'A place in the chain is a whole number.');
  return {
    regionPatterns: scopePatterns(viewer),
    actor: actor ?? undefined,
    action: action ?? undefined,
    since: since ?? undefined,
    until: until ?? undefined,
    before: before ?? undefined,
    first,
  };
}

function subjectsOf(ids: readonly string[], max: number): readonly string[] {
  if (ids.length === 0 || ids.length > max)
    throw new InvalidInputError('subjectIds', 'SUBJECTS', `Give 1 to ${max} ids.`, { max });
  if (!ids.every(isUuid)) throw new InvalidInputError('subjectIds', 'UUID', 'An id is a UUID.');
  return ids;
}
