import { registerEnum } from '@nuan/federation';

/** What an income or an unavoidable expense of a household is (收支项目). Source: lists of the national form and of provincial rules. */
export enum FilingAmountKind {
  WAGE = 'WAGE',
  BUSINESS = 'BUSINESS',
  PENSION = 'PENSION',
  SUPPORT = 'SUPPORT',
  UNEMPLOYMENT_BENEFIT = 'UNEMPLOYMENT_BENEFIT',
  RENT = 'RENT',
  INTEREST = 'INTEREST',
  GIFT = 'GIFT',
  UNION_AID = 'UNION_AID',
  FESTIVAL_CONSOLATION = 'FESTIVAL_CONSOLATION',
  BASIC_RURAL_PENSION = 'BASIC_RURAL_PENSION',
  OTHER_INCOME = 'OTHER_INCOME',
  MEDICAL = 'MEDICAL',
  SCHOOLING = 'SCHOOLING',
  DISABILITY = 'DISABILITY',
  ACCIDENT = 'ACCIDENT',
  OTHER_EXPENSE = 'OTHER_EXPENSE',
}

registerEnum(FilingAmountKind, 'FilingAmountKind', 'What an income or unavoidable expense is (收支项目).', {
  WAGE: 'Income: wages (工资).',
  BUSINESS: 'Income: from a business (经营收入).',
  PENSION: 'Income: pension of the insured (养老金).',
  SUPPORT: 'Income: support and maintenance payments (赡养、抚养、扶养费).',
  UNEMPLOYMENT_BENEFIT: 'Income: unemployment benefit (失业保险金).',
  RENT: 'Income: rents (租金).',
  INTEREST: 'Income: interest and dividends (利息、红利).',
  GIFT: 'Income: gifts and inheritance (赠与、继承).',
  UNION_AID: 'Income: living, study and medical aid of the unions (工会救助金).',
  FESTIVAL_CONSOLATION: 'Income: small festival consolation (节日慰问); most rules leave it out.',
  BASIC_RURAL_PENSION: 'Income: basic rural pension (农村基础养老金); most rules leave it out.',
  OTHER_INCOME: 'Income: other (其他收入).',
  MEDICAL: 'Expense: illness, own share (医疗自付).',
  SCHOOLING: 'Expense: schooling (就学).',
  DISABILITY: 'Expense: care and aids for a disability (残疾康复、护理).',
  ACCIDENT: 'Expense: caused by an accident or sudden event, after compensation (意外、突发事件).',
  OTHER_EXPENSE: 'Expense: other that cannot be avoided (其他刚性支出).',
});

const EXPENSES: ReadonlySet<FilingAmountKind> = new Set([
  FilingAmountKind.MEDICAL,
  FilingAmountKind.SCHOOLING,
  FilingAmountKind.DISABILITY,
  FilingAmountKind.ACCIDENT,
  FilingAmountKind.OTHER_EXPENSE,
]);

/** Whether it is an expense, not an income. */
export function isExpense(kind: FilingAmountKind): boolean {
  return EXPENSES.has(kind);
}
