import { assertCan, scopePatterns } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { alignMany, type Batch } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { StartupEntry } from './startup-entry.entity';

const ENTRY = rowMapping(StartupEntry, 'e');

/** Reads what start-ups had in kind and paid back (创业扶持台账), each under its project. */
export class StartupEntryService {
  constructor(private readonly db: DataSource) {}

  /** The entries of each project, earliest first, in one statement; index-aligned. */
  readonly loadByProject: Batch<string, readonly StartupEntry[]> = async (viewer, projectIds) => {
    assertCan(viewer, 'startup:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${ENTRY.columns} from startup_entry e
       where e.startup_project_id = any($1::uuid[]) and e.region_code like any($2::text[]) order by e.made_on, e.id`,
      [projectIds, scopePatterns(viewer)],
    );
    return alignMany(projectIds, rows.map(ENTRY.map), (row) => row.startupProjectId);
  };
}
