import { registerEnum } from '@nuan/federation';

/** How migrant workers were brought home (返乡服务方式). */
export enum ReturnKind {
  PICKUP = 'PICKUP',
  CHARTER_BUS = 'CHARTER_BUS',
  GROUP_TICKET = 'GROUP_TICKET',
  TRANSPORT_SUBSIDY = 'TRANSPORT_SUBSIDY',
}

registerEnum(ReturnKind, 'ReturnKind', 'How migrant workers were brought home for the festival (返乡服务方式).', {
  PICKUP: 'Met and brought home (接您回家).',
  CHARTER_BUS: 'Chartered bus (专车接送).',
  GROUP_TICKET: 'Group tickets bought for them (团体车票).',
  TRANSPORT_SUBSIDY: 'Travel subsidy paid (交通补贴).',
});
