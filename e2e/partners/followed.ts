import { expect } from '@jest/globals';
import type { DataSource } from 'typeorm';

import type { ProgrammeDesk } from '../testkit/programme-desk';
import { rowsOf } from '../testkit/rows';

/** What a department is given of one row. */
export interface Followed {
  readonly entity: string;
  readonly id: string;
  readonly regionCode: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

interface Page {
  readonly changes: readonly Followed[];
  readonly cursor: string;
  readonly hasMore: boolean;
}

const FEED = `query ($after: String) { changes(first: 500, after: $after) {
  changes { entity id version regionCode facts } cursor hasMore } }`;

/** All that a department's program is given by the feed of its contract, each row once, as it is in the snapshot. */
export async function followedBy<Person extends string>(
  desk: ProgrammeDesk<Person>,
  person: Person,
): Promise<readonly Followed[]> {
  const found = new Map<string, Followed>();
  let page: Page | null = null;
  do {
    const variables: object = { after: page?.cursor ?? null };
    page = (await desk.ask<{ changes: Page }>(person, FEED, variables)).changes;
    for (const change of page.changes) found.set(`${change.entity} ${change.id}`, change);
  } while (page.hasMore);
  return [...found.values()];
}

/** The people of a subgraph's rows: ids in the named columns, such as `placement.person_id`. */
export async function peopleIn(db: DataSource, columns: readonly string[]): Promise<readonly string[]> {
  const ids = new Set<string>();
  for (const name of columns) {
    const [table = '', column = ''] = name.split('.');
    const rows = await rowsOf<{ id: string }>(
      db,
      `select distinct ${column} as id from ${table} where ${column} is not null`,
    );
    expect(rows).not.toEqual([]);
    for (const { id } of rows) ids.add(id);
  }
  return [...ids];
}

/** Of these people, those whom the rows tell of. */
export function toldOf(people: readonly string[], rows: readonly Followed[]): readonly string[] {
  const told = JSON.stringify(rows);
  return people.filter((id) => told.includes(id));
}
