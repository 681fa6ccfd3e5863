import { connectionOf, dateField, defineList, enumField, intField, regionField, textField } from '@nuan/federation';

import { CultureEvent } from './culture-event.entity';
import { CultureEventKind } from './culture-event-kind';
import { CultureEventStatus } from './culture-event-status';

/** Culture and festive services. */
export const cultureEventList = defineList({
  name: 'CultureEvent',
  from: 'culture_event c',
  id: 'c.id',
  scope: 'c.region_code',
  fields: {
    kind: enumField(CultureEventKind, 'c.kind', 'What was brought (项目).'),
    status: enumField(CultureEventStatus, 'c.status', 'Where it is (活动状态).'),
    title: textField('c.title', 'Title (名称).'),
    region: regionField('c.region_code', 'Region of the event (所在区域).'),
    campaign: textField('c.campaign_code', 'Campaign code (活动代码).'),
    heldOn: dateField('c.held_on', 'Day it was held (举办日期).'),
    participants: intField('c.participants', 'Workers who took part (参与人数).'),
  },
  order: {
    HELD_ON: { sql: 'c.held_on', type: 'date', description: 'Day it was held (举办日期).' },
    PARTICIPANTS: { sql: 'c.participants', type: 'integer', description: 'Workers who took part (参与人数).' },
  },
  defaultOrder: [['HELD_ON', 'DESC']],
});

/** A page of culture and festive services. */
export const CultureEventConnection = connectionOf(
  CultureEvent,
  'CultureEvent',
  'culture and festive services (送文化、强后勤)',
);
