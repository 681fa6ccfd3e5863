import type { ProgrammeDesk } from './programme-desk';

/** What a feed tells, last of all, of each entity, by its type and id with a blank between. */
export type FeedFacts = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

interface Page {
  readonly changes: {
    readonly changes: readonly {
      readonly entity: string;
      readonly id: string;
      readonly version: number;
      readonly facts: Readonly<Record<string, unknown>>;
    }[];
    readonly cursor: string;
    readonly hasMore: boolean;
  };
}

const QUERY = `query ($after: String) {
  changes(after: $after, first: 1000) { changes { entity id version facts } cursor hasMore } }`;

/** Reads a feed from its beginning as a follower does, keeping the highest version of each entity. */
export async function feedOf<Person extends string>(desk: ProgrammeDesk<Person>, person: Person): Promise<FeedFacts> {
  const versions = new Map<string, number>();
  const told = new Map<string, Readonly<Record<string, unknown>>>();
  for (let after: string | null = null, hasMore = true; hasMore;) {
    const { changes }: Page = await desk.ask<Page>(person, QUERY, { after });
    for (const { entity, id, version, facts } of changes.changes) {
      const key = `${entity} ${id}`;
      if (version < (versions.get(key) ?? 0)) continue;
      versions.set(key, version);
      told.set(key, facts);
    }
    ({ cursor: after, hasMore } = changes);
  }
  return told;
}
