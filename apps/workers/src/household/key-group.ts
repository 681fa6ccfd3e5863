import { registerEnum } from '@nuan/federation';

/** Key group (五类重点群体) that a file belongs to, the classes of the national form. */
export enum KeyGroup {
  MIN_LIVING_UNDEREMPLOYED = 'MIN_LIVING_UNDEREMPLOYED',
  BELOW_LINE_NOT_COVERED = 'BELOW_LINE_NOT_COVERED',
  EXPENDITURE_DRIVEN = 'EXPENDITURE_DRIVEN',
  URBAN_MIGRANT = 'URBAN_MIGRANT',
  SUPPLY_SIDE_REFORM = 'SUPPLY_SIDE_REFORM',
  OTHER = 'OTHER',
}

registerEnum(KeyGroup, 'KeyGroup', 'Key group that a file belongs to (五类重点群体).', {
  MIN_LIVING_UNDEREMPLOYED:
    'On minimum-living relief, able to work but under-employed (有劳动能力但就业不充分的低保家庭).',
  BELOW_LINE_NOT_COVERED: 'Below the line but not on minimum-living relief (符合低保条件未纳入的家庭).',
  EXPENDITURE_DRIVEN: 'Driven into hardship by illness, schooling or the like (支出型困难家庭).',
  URBAN_MIGRANT: 'Migrant workers in hardship in town (城镇困难农民工家庭).',
  SUPPLY_SIDE_REFORM: 'Workers hit by supply-side reform (供给侧改革困难职工家庭).',
  OTHER: 'Another group (其他).',
});
