import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { InvalidInputError } from '@nuan/errors';
import { whoTouched } from '@nuan/facts';
import { isUuid } from '@nuan/kernel';
import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { DataSource } from 'typeorm';

import type { SubgraphContext } from '../context';
import { FirstArgs } from '../list/page.args';
import { AuditAct, auditActOf } from './audit-act.type';

/** Most subjects of one question. */
const MAX_SUBJECTS = 500;

type AuditResolver = new (db: DataSource) => object;

const resolvers = new Map<string, AuditResolver>();

/**
 * The auditors' question of one subgraph: who touched or saw these subjects. Each subgraph answers for its own acts under a
 * name of its own, since parallel lists can't be merged.
 */
export function auditQueries(name: string, db: DataSource): object {
  let AuditQueries = resolvers.get(name);
  if (!AuditQueries) resolvers.set(name, (AuditQueries = createResolver(name)));
  return new AuditQueries(db);
}

function createResolver(name: string): AuditResolver {
  @Resolver()
  class AuditQueries {
    constructor(private readonly db: DataSource) {}

    @Query(() => [AuditAct], {
      name,
      description:
        'Who touched or saw these households, persons or payments (谁看过、改过), newest first, within the viewer’s regions. For auditors and officers of province, city and county.',
    })
    async acts(
      @Arg('subjectIds', () => [ID], { description: 'Ids of the subjects (对象编号), 1 to 500.' }) subjectIds: string[],
      @Args(() => FirstArgs) { first }: FirstArgs,
      @Ctx() { viewer }: SubgraphContext,
      @Arg('action', () => String, {
        nullable: true,
        description: 'Only acts whose name begins so (操作), such as person.reveal; all when absent.',
      })
      action?: string | null,
      @Arg('before', () => String, {
        nullable: true,
        description: 'Only acts before this place in the chain (序号), to go on from a page.',
      })
      before?: string | null,
    ): Promise<AuditAct[]> {
      return actsOf(this.db, viewer, { subjectIds, first, action: action ?? undefined, before: before ?? undefined });
    }
  }
  return AuditQueries;
}

interface ActsRequest {
  readonly subjectIds: readonly string[];
  readonly first: number;
  readonly action: string | undefined;
  readonly before: string | undefined;
}

async function actsOf(db: DataSource, viewer: Viewer, request: ActsRequest): Promise<AuditAct[]> {
  assertCan(viewer, 'audit:read');
  const { subjectIds, before } = request;
  if (subjectIds.length === 0 || subjectIds.length > MAX_SUBJECTS)
    throw new InvalidInputError('subjectIds', 'SUBJECTS', `Give 1 to ${MAX_SUBJECTS} ids.`, { max: MAX_SUBJECTS });
  if (!subjectIds.every(isUuid)) throw new InvalidInputError('subjectIds', 'UUID', 'An id is a UUID.');
  if (before !== undefined && !/^\d{1,18}$/.test(before))
    throw new InvalidInputError('before', 'SEQ', 'A place in the chain is a whole number.');
  const acts = await whoTouched(db, { ...request, regionPatterns: scopePatterns(viewer) });
  return acts.map(auditActOf);
}
