import { registerEnum } from '@nuan/federation';

/** How urgent an enterprise’s wage arrears are (欠薪风险等级). */
export enum WageRiskLevel {
  NONE = 'NONE',
  WATCH = 'WATCH',
  HIGH = 'HIGH',
}

registerEnum(WageRiskLevel, 'WageRiskLevel', 'How urgent the wage arrears of an enterprise are today (欠薪风险等级).', {
  NONE: 'No open case (无未结案件).',
  WATCH: 'Open cases, none due within seven days (关注).',
  HIGH: 'An open case is overdue or due within seven days (高风险).',
});
