import { registerEnum } from '@nuan/federation';

/** Whose data a household was matched with (信息比对来源). */
export enum CheckSource {
  CIVIL_AFFAIRS = 'CIVIL_AFFAIRS',
  REAL_ESTATE = 'REAL_ESTATE',
  VEHICLE = 'VEHICLE',
  BUSINESS_REGISTRATION = 'BUSINESS_REGISTRATION',
  SOCIAL_INSURANCE = 'SOCIAL_INSURANCE',
  PROVIDENT_FUND = 'PROVIDENT_FUND',
  TAX = 'TAX',
  DEATH_REGISTER = 'DEATH_REGISTER',
}

registerEnum(CheckSource, 'CheckSource', 'Whose data a household was matched with (信息比对来源).', {
  CIVIL_AFFAIRS: 'Civil affairs: minimum-living relief and economic status (民政).',
  REAL_ESTATE: 'Real-estate register (不动产登记).',
  VEHICLE: 'Vehicle register (车辆管理).',
  BUSINESS_REGISTRATION: 'Business register (工商登记).',
  SOCIAL_INSURANCE: 'Social insurance (社会保险).',
  PROVIDENT_FUND: 'Housing provident fund (住房公积金).',
  TAX: 'Tax (税务).',
  DEATH_REGISTER: 'Register of deaths (死亡登记).',
});

/** What matching found (比对结果). */
export enum CheckResult {
  MATCH = 'MATCH',
  NO_MATCH = 'NO_MATCH',
  CONFLICT = 'CONFLICT',
  UNAVAILABLE = 'UNAVAILABLE',
}

registerEnum(CheckResult, 'CheckResult', 'What matching found (比对结果).', {
  MATCH: 'The source confirms what was declared (一致).',
  NO_MATCH: 'The source has no record (无记录).',
  CONFLICT: 'The source contradicts what was declared (不一致); bars recording until it is resolved.',
  UNAVAILABLE: 'The source did not answer (无法比对).',
});
