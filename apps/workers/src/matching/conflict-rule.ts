import { registerEnum } from '@nuan/federation';

/** What a list contradicts (不一致情形). Sources: rules of who may not be filed (不予建档情形), and of what a household declares. */
export enum ConflictRule {
  SECOND_HOME = 'SECOND_HOME',
  HOME_NOT_DECLARED = 'HOME_NOT_DECLARED',
  VEHICLE_NOT_FOR_HIRE = 'VEHICLE_NOT_FOR_HIRE',
  BUSINESS_OWNER = 'BUSINESS_OWNER',
  INSURED_EMPLOYMENT = 'INSURED_EMPLOYMENT',
  INCOME_ABOVE_DECLARED = 'INCOME_ABOVE_DECLARED',
  RELIEF_CONTRADICTED = 'RELIEF_CONTRADICTED',
  DECEASED = 'DECEASED',
}

registerEnum(ConflictRule, 'ConflictRule', 'What another department’s data contradicts (不一致情形).', {
  SECOND_HOME: 'The household owns two homes or more (两套及以上住房).',
  HOME_NOT_DECLARED: 'A home is registered, and none of its own was declared (名下有房而申报无房).',
  VEHICLE_NOT_FOR_HIRE: 'A motor vehicle is registered that is not for hire (名下有非营运机动车).',
  BUSINESS_OWNER: 'A shop or business is registered (名下有个体工商户或企业).',
  INSURED_EMPLOYMENT: 'An employer pays for insurance or fund while no work was declared (申报无业而单位参保缴存).',
  INCOME_ABOVE_DECLARED: 'More income is known than the household declared (核定收入高于申报收入).',
  RELIEF_CONTRADICTED:
    'Minimum-living relief was declared and is not confirmed, or the other way round (低保申报与民政记录不一致).',
  DECEASED: 'A person is registered as dead (已死亡登记).',
});
