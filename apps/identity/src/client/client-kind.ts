import { registerEnum } from '@nuan/federation';

/** What kind of program signs in (客户端类别). */
export enum ClientKind {
  PARTNER = 'PARTNER',
  SERVICE = 'SERVICE',
}

registerEnum(ClientKind, 'ClientKind', 'What kind of program signs in (客户端类别).', {
  PARTNER: 'A partner department’s, for one subgraph (协作部门).',
  SERVICE: 'A service of the platform itself (平台服务).',
});

/** How much a client may ask for in a time (限流等级). */
export enum RateClass {
  LOW = 'LOW',
  STANDARD = 'STANDARD',
  HIGH = 'HIGH',
}

registerEnum(RateClass, 'RateClass', 'How much a client may ask for in a time (限流等级).', {
  LOW: 'Less than usual (低).',
  STANDARD: 'As usual (标准).',
  HIGH: 'More than usual, for bulk work that was agreed (高).',
});
