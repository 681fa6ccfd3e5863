import { assertCan } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { alignMany, type Batch } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { FormerMember } from './former-member.entity';

const rows = rowMapping(FormerMember, 'f');

/** Reads who was a member of files that the viewer already sees. */
export class FormerMemberService {
  constructor(private readonly db: DataSource) {}

  /** The former members of each file in one statement, who left last first; index-aligned. */
  readonly loadByHousehold: Batch<string, readonly FormerMember[]> = async (viewer, householdIds) => {
    assertCan(viewer, 'worker:read');
    const found = await this.db.query<Record<string, unknown>[]>(
      `select ${rows.columns} from former_member f where f.household_id = any($1::uuid[]) order by f.left_on desc, f.id desc`,
      [householdIds],
    );
    return alignMany(householdIds, found.map(rows.map), ({ householdId }) => householdId);
  };
}
