import { assertCan } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { alignMany, type Batch } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { MigrantEvidence } from './migrant-evidence.entity';

const rows = rowMapping(MigrantEvidence, 'e');

/** Reads the evidence of migrant work of persons that the viewer already sees. */
export class MigrantEvidenceService {
  constructor(private readonly db: DataSource) {}

  /** The papers of each person in one statement, oldest first, withdrawn ones included; index-aligned. */
  readonly loadByPerson: Batch<string, readonly MigrantEvidence[]> = async (viewer, personIds) => {
    assertCan(viewer, 'worker:read');
    const found = await this.db.query<Record<string, unknown>[]>(
      `select ${rows.columns} from migrant_evidence e where e.worker_id = any($1::uuid[]) order by e.from_on, e.id`,
      [personIds],
    );
    return alignMany(personIds, found.map(rows.map), ({ workerId }) => workerId);
  };
}
