import { registerEnum } from '@nuan/federation';

/** Where recovered wages came from (欠薪支付来源). */
export enum WagePaymentSource {
  EMPLOYER = 'EMPLOYER',
  WAGE_DEPOSIT = 'WAGE_DEPOSIT',
  ENFORCEMENT = 'ENFORCEMENT',
}

registerEnum(WagePaymentSource, 'WagePaymentSource', 'Where recovered wages came from (欠薪支付来源).', {
  EMPLOYER: 'The enterprise paid (企业支付).',
  WAGE_DEPOSIT: 'From the deposit that construction leaves for wages (农民工工资保证金).',
  ENFORCEMENT: 'Enforced by a court or the labour authority (强制执行).',
});
