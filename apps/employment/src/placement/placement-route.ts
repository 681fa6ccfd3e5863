import { registerEnum } from '@nuan/federation';

/** Route into work (就业途径). */
export enum PlacementRoute {
  TRAINING = 'TRAINING',
  REFERRAL = 'REFERRAL',
  DEMONSTRATION_UNIT = 'DEMONSTRATION_UNIT',
  STARTUP_HIRE = 'STARTUP_HIRE',
  SELF_EMPLOYED = 'SELF_EMPLOYED',
}

registerEnum(PlacementRoute, 'PlacementRoute', 'Route into work (就业途径).', {
  TRAINING: 'After training (培训后就业).',
  REFERRAL: 'By referral to a vacancy (推荐岗位就业).',
  DEMONSTRATION_UNIT: 'With a demonstration unit for employment support (支持就业示范单位吸纳).',
  STARTUP_HIRE: 'Taken on by a start-up project (创业项目吸纳).',
  SELF_EMPLOYED: 'By starting an own business (自主创业).',
});
