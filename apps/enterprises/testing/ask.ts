import type { Viewer } from '@nuan/auth';
import { countStatements, executeSubgraph, type ExecutionOutcome, viewerWith } from '@nuan/testing';
import type { DataSource } from 'typeorm';

import { enterprisesSubgraph } from '../src/enterprises.subgraph';

/** Who sees the whole province. */
export const provinceViewer = viewerWith({ role: 'province', read: ['340000'] });
/** Who sees Luyang district, Hefei, and nothing else. */
export const countyViewer = viewerWith({ role: 'county', read: ['340103'] });

/** What an operation answered, and how many SQL statements it took. */
export interface Answer<Data> extends ExecutionOutcome<Data> {
  readonly statements: number;
}

/** Runs an operation against the subgraph as the application role. */
export async function ask<Data>(
  db: DataSource,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  viewer: Viewer = provinceViewer,
): Promise<Answer<Data>> {
  const { result, statements } = await countStatements(db, () =>
    executeSubgraph<Data>(enterprisesSubgraph, { db, viewer, query, variables }),
  );
  return { ...result, statements: statements.length };
}
