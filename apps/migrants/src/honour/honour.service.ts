import { type Batch, RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { Honour } from './honour.entity';
import { honourList } from './honour.list';

/** Reads honours given to migrant workers (荣誉). */
export class HonourService extends RegionalReader<Honour> {
  constructor(db: DataSource) {
    super(db, { entity: Honour, action: 'honour:read', list: honourList, alias: 'h' });
  }

  /** The latest `first` honours of each person, newest first, in one statement; index-aligned. */
  readonly loadByWorker: Batch<string, readonly Honour[], { readonly first: number }> = (
    viewer,
    workerIds,
    { first },
  ) =>
    this.selectFirst(viewer, workerIds, {
      keyType: 'uuid',
      condition: 'h.worker_id = wanted.key',
      order: 'h.awarded_on desc, h.id',
      first,
    });
}
