import {
  booleanField,
  connectionOf,
  dateField,
  defineList,
  enumField,
  intField,
  regionField,
  textField,
} from '@nuan/federation';
import { OccupationGroup } from '@nuan/kernel';

import { Honour } from './honour.entity';
import { HonourKind } from './honour-kind';

/** Honours with the occupation of the person, which comes from the projection. */
export const honourList = defineList({
  name: 'Honour',
  from: 'honour h left join worker_projection w on w.id = h.worker_id',
  id: 'h.id',
  scope: 'h.region_code',
  fields: {
    kind: enumField(HonourKind, 'h.kind', 'Which honour (荣誉类型).'),
    edition: intField('h.edition', 'Edition (届次).'),
    name: textField('h.name', 'Full name of the honour (荣誉名称).'),
    region: regionField('h.region_code', 'Region of the person (所在区域).'),
    occupation: enumField(OccupationGroup, 'w.occupation', 'Occupation of the person (职业群体).'),
    awardedOn: dateField('h.awarded_on', 'Day it was given (表彰日期).'),
    labourMedal: booleanField('h.labour_medal', 'With the provincial labour medal (省五一劳动奖章).'),
    restStay: booleanField('h.rest_stay', 'With a free rest stay (免费疗休养).'),
  },
  order: {
    AWARDED_ON: { sql: 'h.awarded_on', type: 'date', description: 'Day it was given (表彰日期).' },
    EDITION: { sql: 'h.edition', type: 'integer', description: 'Edition (届次).' },
    REGION: { sql: 'h.region_code', type: 'text', description: 'Region code (行政区划代码).' },
  },
  defaultOrder: [['AWARDED_ON', 'DESC']],
});

/** A page of honours. */
export const HonourConnection = connectionOf(Honour, 'Honour', 'honours given to migrant workers (荣誉)');
