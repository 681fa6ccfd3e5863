import { registerEnum } from '@nuan/federation';

/** What an inspection looks into (督查类型). */
export enum InspectionKind {
  WAGE_ARREARS = 'WAGE_ARREARS',
  INJURY_INSURANCE = 'INJURY_INSURANCE',
}

registerEnum(InspectionKind, 'InspectionKind', 'What a special inspection looks into (专项督查类型).', {
  WAGE_ARREARS: 'Wages owed to migrant workers (工资清欠).',
  INJURY_INSURANCE: 'Work-injury insurance in construction (建筑业工伤保险、同舟计划).',
});
