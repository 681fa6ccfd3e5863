import { registerEnum } from '@nuan/federation';

/** Why a household is helped without being filed (临时建档原因). */
export enum TemporaryReason {
  NOT_QUALIFIED = 'NOT_QUALIFIED',
  AWAITING_FILING = 'AWAITING_FILING',
  SUDDEN_EVENT = 'SUDDEN_EVENT',
  OUT_OF_SCOPE = 'OUT_OF_SCOPE',
}

registerEnum(TemporaryReason, 'TemporaryReason', 'Why a household is helped without being filed (临时建档原因).', {
  NOT_QUALIFIED: 'In hardship, but above what the rules file (困难但未达建档标准).',
  AWAITING_FILING: 'Helped before its application is decided (建档办理中先行救助).',
  SUDDEN_EVENT: 'A sudden event whose effect is not yet known (突发事件).',
  OUT_OF_SCOPE: 'Not yet a union member or not long enough in town (暂不属建档范围).',
});
