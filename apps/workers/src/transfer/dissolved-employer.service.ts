import { assertCan, type Viewer } from '@nuan/auth';
import type { Connection, ListRequest } from '@nuan/federation';
import { type Clock, today } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { KEPT_STATUSES } from './dissolved-union.service';
import { dissolvedEmployerFileList, FileOfDissolvedEmployer } from './file-of-dissolved-employer';

/** Finds files that the union of a deregistered employer still keeps. */
export class DissolvedEmployerService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** A page of files of the viewer's regions whose employer is deregistered as of today. */
  async list(viewer: Viewer, request: ListRequest): Promise<Connection<FileOfDissolvedEmployer>> {
    assertCan(viewer, 'household:read');
    return dissolvedEmployerFileList.page(this.db, viewer, request, {
      select: [
        'h.id as "householdId"',
        'e.id as "enterpriseId"',
        'h.union_id as "unionId"',
        's.id as "successorId"',
        't.id as "openTransferId"',
        'e.closed_on::text as "closedOn"',
      ],
      map: (row) => Object.assign(new FileOfDissolvedEmployer(), row),
      where: [
        (params) => `e.closed_on <= ${params.add(today(this.clock))}::date`,
        (params) => `h.status = any(${params.add(KEPT_STATUSES)}::text[])`,
      ],
    });
  }
}
