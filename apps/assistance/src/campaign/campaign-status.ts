import { registerEnum } from '@nuan/federation';

/** State of a campaign (活动状态): PLANNED → OPEN → CLOSING → CLOSED, when its figures are frozen. */
export enum CampaignStatus {
  PLANNED = 'PLANNED',
  OPEN = 'OPEN',
  CLOSING = 'CLOSING',
  CLOSED = 'CLOSED',
}

registerEnum(CampaignStatus, 'CampaignStatus', 'State of a campaign (活动状态).', {
  PLANNED: 'Announced, not begun (已部署).',
  OPEN: 'Under way (进行中).',
  CLOSING: 'Basically over; late payments and returns still come in (收尾).',
  CLOSED: 'Over; its figures are frozen (已结束).',
});
