import { registerEnum } from '@nuan/federation';

/** Standing of the contract with a partner shop (签约状态). A contract that ran out by its term stays signed: `isRunning` tells. */
export enum PartnerShopStatus {
  SIGNED = 'SIGNED',
  ENDED = 'ENDED',
  TAKEN_BACK = 'TAKEN_BACK',
}

registerEnum(PartnerShopStatus, 'PartnerShopStatus', 'Standing of the contract with a partner shop (签约状态).', {
  SIGNED: 'Signed, and ending by its term if it has one (已签约).',
  ENDED: 'Ended before its term (提前终止).',
  TAKEN_BACK: 'Taken back by a counter-entry: it was recorded wrongly (已更正).',
});
