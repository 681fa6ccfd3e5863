import { connectionOf, dateField, defineList, enumField, idField, intField, regionField } from '@nuan/federation';

import { HonourKind } from './honour-kind';
import { HonourNomination } from './honour-nomination.entity';
import { NominationState } from './nomination-state';

/** Nominations for honours. */
export const honourNominationList = defineList({
  name: 'HonourNomination',
  from: 'honour_nomination n',
  id: 'n.id',
  scope: 'n.region_code',
  fields: {
    kind: enumField(HonourKind, 'n.kind', 'Which honour (荣誉类型).'),
    edition: intField('n.edition', 'Edition (届次).'),
    state: enumField(NominationState, 'n.state', 'Where it is (状态).'),
    region: regionField('n.region_code', 'Region of the person (所在区域).'),
    personId: idField('n.worker_id', 'The person (被推荐人).'),
    nominatedOn: dateField('n.nominated_on', 'Day it was proposed (推荐日期).'),
  },
  order: {
    NOMINATED_ON: { sql: 'n.nominated_on', type: 'date', description: 'Day it was proposed (推荐日期).' },
    EDITION: { sql: 'n.edition', type: 'integer', description: 'Edition (届次).' },
  },
  defaultOrder: [['NOMINATED_ON', 'DESC']],
});

/** A page of nominations. */
export const HonourNominationConnection = connectionOf(
  HonourNomination,
  'HonourNomination',
  'nominations for honours (荣誉推荐)',
);
