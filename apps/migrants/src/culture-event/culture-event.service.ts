import { RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { CultureEvent } from './culture-event.entity';
import { cultureEventList } from './culture-event.list';

/** Reads culture and festive services (送文化、强后勤); who may read return services may read these. */
export class CultureEventService extends RegionalReader<CultureEvent> {
  constructor(db: DataSource) {
    super(db, { entity: CultureEvent, action: 'returnService:read', list: cultureEventList, alias: 'c' });
  }
}
