import { RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { HonourNomination } from './honour-nomination.entity';
import { honourNominationList } from './honour-nomination.list';

/** Reads who was proposed for an honour (荣誉推荐). */
export class HonourNominationService extends RegionalReader<HonourNomination> {
  constructor(db: DataSource) {
    super(db, { entity: HonourNomination, action: 'honour:read', list: honourNominationList, alias: 'n' });
  }
}
