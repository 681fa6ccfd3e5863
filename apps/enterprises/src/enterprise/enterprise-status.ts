import { registerEnum } from '@nuan/federation';

/** State of an enterprise as the unions see it (企业状态). */
export enum EnterpriseStatus {
  NORMAL = 'NORMAL',
  DISTRESSED = 'DISTRESSED',
  CLOSED = 'CLOSED',
}

registerEnum(EnterpriseStatus, 'EnterpriseStatus', 'State of an enterprise (企业状态).', {
  NORMAL: 'Running without recorded distress (正常).',
  DISTRESSED: 'In distress of some kind (困难); `currentDistress` says which.',
  CLOSED: 'Deregistered (注销).',
});
