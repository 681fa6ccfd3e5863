import { registerEnum } from '@nuan/federation';

/** Which service a household used (服务类型). */
export enum ServiceKind {
  RETURN_HOME = 'RETURN_HOME',
  HEALTH_CHECK = 'HEALTH_CHECK',
}

registerEnum(ServiceKind, 'ServiceKind', 'Which service a household used (服务类型).', {
  RETURN_HOME: 'Brought home for the festival (返乡服务).',
  HEALTH_CHECK: 'Free health check (免费体检).',
});
