import { registerEnum } from '@nuan/federation';

/** What a campaign delivers beside money (四送中的非现金送达). */
export enum DeliveryKind {
  POLICY = 'POLICY',
  JOB = 'JOB',
  INFORMATION = 'INFORMATION',
  GOODS = 'GOODS',
}

registerEnum(DeliveryKind, 'DeliveryKind', 'What a campaign delivers beside money (送达类型).', {
  POLICY: 'Policy brought to the door (送政策).',
  JOB: 'A job offered (送岗位).',
  INFORMATION: 'Information passed on (送信息).',
  GOODS: 'Goods handed over (送慰问品).',
});
