import { UNION_TREE } from '@nuan/database';
import type { DataSource } from 'typeorm';

/** Puts unions into the tree by which rows are bounded: each id with the one above it, or null. */
export async function plantUnions(
  owner: Pick<DataSource, 'query'>,
  parents: Readonly<Record<string, string | null>>,
): Promise<void> {
  for (const [id, parentId] of Object.entries(parents))
    await owner.query(`insert into ${UNION_TREE} (id, parent_id, source_version) values ($1, $2, 1)`, [id, parentId]);
}
