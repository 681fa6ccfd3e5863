import type { TableColumn } from '@nuan/intake';

import { CheckSource } from '../filing/check-source';

const column = (key: string, title: string, aliases: readonly string[], hint: string): TableColumn => ({
  key,
  title,
  aliases,
  isRequired: true,
  isFreeText: false,
  hint,
});
const optional = (...args: Parameters<typeof column>): TableColumn => ({ ...column(...args), isRequired: false });

/** The ID number: turned into its keyed hash as it is read, and kept nowhere else. */
export const ID_NUMBER_COLUMN = column(
  'idNumber',
  '身份证号',
  ['公民身份号码', '证件号码', 'ID number'],
  '18 characters',
);

const YUAN = 'Yuan in digits, such as 36000 or 36000.50';

/** What a list of each source says of a person, beside the ID number (各来源比对名单的列). */
export const FACT_COLUMNS: Readonly<Record<CheckSource, readonly TableColumn[]>> = {
  [CheckSource.REAL_ESTATE]: [column('homes', '房屋套数', ['住房套数', '不动产套数'], 'Homes owned, a whole number')],
  [CheckSource.VEHICLE]: [
    column('vehicles', '机动车数量', ['车辆数'], 'Motor vehicles owned, a whole number'),
    column('isForHire', '是否营运', ['营运'], '是 when all of them are for hire, else 否'),
  ],
  [CheckSource.BUSINESS_REGISTRATION]: [
    column('businesses', '登记户数', ['个体工商户数', '企业数'], 'Shops and businesses registered, a whole number'),
  ],
  [CheckSource.SOCIAL_INSURANCE]: [
    column('isPaidByEmployer', '是否单位参保', ['单位参保'], '是 when an employer pays at present, else 否'),
    optional('months', '参保月数', ['缴费月数'], 'Months paid so far'),
  ],
  [CheckSource.PROVIDENT_FUND]: [
    column('isPaidByEmployer', '是否单位缴存', ['单位缴存'], '是 when an employer pays at present, else 否'),
    optional('months', '缴存月数', [], 'Months paid so far'),
  ],
  [CheckSource.CIVIL_AFFAIRS]: [
    column('isOnRelief', '是否低保', ['低保'], '是 or 否'),
    optional('annualIncome', '核定家庭年收入', ['家庭年收入'], YUAN),
  ],
  [CheckSource.TAX]: [column('annualIncome', '年申报收入', ['申报收入'], YUAN)],
  [CheckSource.DEATH_REGISTER]: [column('diedOn', '死亡日期', ['死亡时间'], 'Such as 2016-12-30')],
};

/** All columns of a list of a source. */
export function matchingColumns(source: CheckSource): readonly TableColumn[] {
  return [ID_NUMBER_COLUMN, ...FACT_COLUMNS[source]];
}
