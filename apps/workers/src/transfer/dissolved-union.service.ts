import { assertCan, type Viewer } from '@nuan/auth';
import type { Connection, ListRequest } from '@nuan/federation';
import { type Clock, FileStatus, today } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { ACTIVE_STATUSES } from '../household/household.entity';
import { dissolvedUnionFileList, FileOfDissolvedUnion } from './file-of-dissolved-union';

/** States of files that somebody must go on keeping when their union is dissolved. */
export const KEPT_STATUSES: readonly FileStatus[] = [...ACTIVE_STATUSES, FileStatus.TEMPORARY];

/** Finds files that a dissolved union still keeps. */
export class DissolvedUnionService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** A page of files of the viewer's regions whose union is dissolved as of today. */
  async list(viewer: Viewer, request: ListRequest): Promise<Connection<FileOfDissolvedUnion>> {
    assertCan(viewer, 'household:read');
    return dissolvedUnionFileList.page(this.db, viewer, request, {
      select: [
        'h.id as "householdId"',
        'u.id as "unionId"',
        'u.successor_id as "successorId"',
        't.id as "openTransferId"',
        'u.dissolved_on::text as "dissolvedOn"',
      ],
      map: (row) => Object.assign(new FileOfDissolvedUnion(), row),
      where: [
        (params) => `u.dissolved_on <= ${params.add(today(this.clock))}::date`,
        (params) => `h.status = any(${params.add(KEPT_STATUSES)}::text[])`,
      ],
    });
  }
}
