import type { Viewer } from '@nuan/auth';
import { systemClock } from '@nuan/kernel';
import {
  executeSubgraph,
  type ExecutionOutcome,
  type MutationAnswer,
  mutationKit,
  type TestDatabase,
  viewerWith,
} from '@nuan/testing';

import { identitySubgraph } from '../src/identity.subgraph';

/** The administrator of Hefei (合肥). */
export const admin = viewerWith({ role: 'admin', subject: 'admin-hefei', read: ['340100'] });

const kit = mutationKit(identitySubgraph, admin);

/** Runs a mutation by the system's clock, as the administrator of Hefei or somebody else; the answer, or the code that refused it. */
export async function act(
  db: TestDatabase,
  name: string,
  input: object,
  selection: string,
  viewer: Viewer = admin,
): Promise<MutationAnswer & { readonly code?: string }> {
  const { data, errors } = await kit.mutate(db, name, input, { selection, viewer, clock: systemClock });
  const [error] = errors;
  if (error) return { code: error.code, ...error.details } as never;
  return (data as Record<string, MutationAnswer>)[name] as MutationAnswer;
}

/** Runs a query as the administrator of Hefei or somebody else. */
export function ask<Data>(db: TestDatabase, query: string, viewer: Viewer = admin): Promise<ExecutionOutcome<Data>> {
  return executeSubgraph<Data>(identitySubgraph, { db: db.app, viewer, query, clock: systemClock });
}

/** What stands revoked, newest last. */
export async function revoked(db: TestDatabase): Promise<readonly (string | null)[]> {
  const rows = await db.owner.query<{ what: string | null }[]>(
    'select coalesce(subject, token_id::text) as what from token_revocation order by id',
  );
  return rows.map(({ what }) => what);
}
