import { connectionOf, dateField, defineList, enumField, regionField, textField } from '@nuan/federation';
import { TargetGroupKind } from '@nuan/kernel';

import { ConsolationEvent } from './consolation-event.entity';

/** Consolation events, by day. */
export const consolationEventList = defineList({
  name: 'ConsolationEvent',
  from: 'consolation_event v',
  id: 'v.id',
  scope: 'v.region_code',
  fields: {
    campaign: textField('v.campaign_code', 'Code of the campaign (活动代码).'),
    region: regionField('v.region_code', 'Region of the event (所在区域).'),
    group: enumField(TargetGroupKind, 'v.target_group', 'The group consoled (慰问对象类别).'),
    heldOn: dateField('v.held_on', 'Day it was held (举办日期).'),
  },
  order: {
    HELD_ON: { sql: 'v.held_on', type: 'date', description: 'Day it was held (举办日期).' },
    REGION: { sql: 'v.region_code', type: 'text', description: 'Region code (行政区划代码).' },
  },
  defaultOrder: [['HELD_ON', 'ASC']],
});

/** A page of consolation events. */
export const ConsolationEventConnection = connectionOf(
  ConsolationEvent,
  'ConsolationEvent',
  'consolation events (慰问活动)',
);
