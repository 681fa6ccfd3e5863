import { defineStateMachine } from '@nuan/kernel';

import { CampaignStatus } from './campaign-status';

const { CLOSED, CLOSING, OPEN, PLANNED } = CampaignStatus;

/** Life of a round of aid (送温暖活动). Closing freezes its figures, so nothing leads out of CLOSED. */
export const campaignMachine = defineStateMachine({
  name: 'Campaign',
  title: 'Campaign (送温暖活动)',
  initial: PLANNED,
  states: Object.values(CampaignStatus),
  transitions: [
    { event: 'OPEN', from: [PLANNED], to: OPEN, title: 'Begin (启动)' },
    { event: 'START_CLOSING', from: [OPEN], to: CLOSING, title: 'Wind up (收尾)' },
    { event: 'CLOSE', from: [CLOSING], to: CLOSED, title: 'Close and freeze the figures (结束)' },
  ],
});
