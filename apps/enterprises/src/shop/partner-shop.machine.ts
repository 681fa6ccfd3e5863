import { defineStateMachine } from '@nuan/kernel';

import { PartnerShopStatus } from './partner-shop-status';

const { ENDED, SIGNED, TAKEN_BACK } = PartnerShopStatus;

/** Life of the contract with a partner shop (签约超市). Running out by its term is no step: the day tells. */
export const partnerShopMachine = defineStateMachine({
  name: 'PartnerShop',
  title: 'Contract with a partner shop (签约超市)',
  initial: SIGNED,
  states: Object.values(PartnerShopStatus),
  transitions: [
    { event: 'END', from: [SIGNED], to: ENDED, title: 'End before its term (提前终止)' },
    { event: 'TAKE_BACK', from: [SIGNED, ENDED], to: TAKEN_BACK, title: 'Take a wrong entry back (更正)' },
  ],
});
