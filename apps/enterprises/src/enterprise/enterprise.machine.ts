import { defineStateMachine } from '@nuan/kernel';

import { EnterpriseStatus } from './enterprise-status';

const { CLOSED, DISTRESSED, NORMAL } = EnterpriseStatus;

/**
 * Life of an enterprise (企业). Its state isn't stored: it follows from the open distress period and the day of
 * deregistration, which the database guards each on its own table.
 */
export const enterpriseMachine = defineStateMachine({
  name: 'Enterprise',
  title: 'Enterprise (企业)',
  initial: NORMAL,
  states: Object.values(EnterpriseStatus),
  transitions: [
    { event: 'OPEN_DISTRESS', from: [NORMAL], to: DISTRESSED, title: 'Enter distress (认定困难)' },
    { event: 'CHANGE_KIND', from: [DISTRESSED], to: DISTRESSED, title: 'Change the kind of distress (变更困难类型)' },
    { event: 'END_DISTRESS', from: [DISTRESSED], to: NORMAL, title: 'Recover (解除困难)' },
    { event: 'DEREGISTER', from: [NORMAL, DISTRESSED], to: CLOSED, title: 'Deregister (注销)' },
    { event: 'REINSTATE', from: [CLOSED], to: NORMAL, title: 'Take a wrong deregistration back (更正注销)' },
    {
      event: 'REINSTATE_IN_DISTRESS',
      from: [CLOSED],
      to: DISTRESSED,
      title: 'Take it back, its distress still open (更正注销，仍属困难)',
    },
  ],
});
