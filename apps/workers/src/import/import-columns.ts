import type { TableColumn } from '@nuan/intake';

import { wordsOf } from './import-words';

const code = (key: string, title: string, hint: string, aliases: readonly string[] = []): TableColumn => ({
  key,
  title,
  aliases,
  isRequired: false,
  isFreeText: false,
  hint,
});
const text = (...args: Parameters<typeof code>): TableColumn => ({ ...code(...args), isFreeText: true });
const required = (column: TableColumn): TableColumn => ({ ...column, isRequired: true });

const DAY = 'A day such as 2017-01-23';
const YUAN = 'Yuan in digits, such as 36000 or 36000.50';
const HEAD = 'on the row of the head';
const CHECKED =
  'to 50 characters, of the consent to the check of finances; must be there for a child under 14, whose guardian gave it';
const ILL = 'to 50 characters, of the consent to keep data on health; must be there with an illness or a disability';

/** What each person's row says (人员信息). Source: the fields of the national forms, domain rules on the file. */
const PERSON: readonly TableColumn[] = [
  required(
    code('householdNo', '家庭编号', 'The same on all rows of one household, any text to 40 characters', [
      '家庭序号',
      '户编号',
    ]),
  ),
  required(code('relation', '与户主关系', `One of: ${wordsOf('relation')}; one head for each household`, ['关系'])),
  required(text('name', '姓名', 'As on the identity card')),
  required(
    code('idNumber', '身份证号', '18 characters; format the column as text', ['公民身份号码', '证件号码', 'ID number']),
  ),
  code('gender', '性别', 'May be left out: the ID number says it; when it is there it must agree'),
  code('phone', '手机', '11 digits', ['手机号', '联系电话', '移动电话']),
  required(code('employmentStatus', '工作状态', `One of: ${wordsOf('employmentStatus')}`, ['身份', '工作状态/身份'])),
  code('occupationGroup', '职业群体', `One of: ${wordsOf('occupationGroup')}`),
  code('health', '健康状况', `One of: ${wordsOf('health')}; good when blank`),
  code('disability', '残疾类别', `One of: ${wordsOf('disability')}`),
  code('disabilityGrade', '残疾等级', '1 (the most severe) to 4, with the kind'),
  code('modelWorkerLevel', '劳模类型', `One of: ${wordsOf('modelWorkerLevel')}`),
  code('isMigrant', '是否农民工', '是 or 否; 否 when blank', ['农民工']),
  code('isUnionMember', '是否工会会员', '是 or 否; 否 when blank', ['工会会员']),
  code('contractUntilOn', '劳动合同到期日', DAY, ['合同到期日']),
  code('studyLevel', '学段', `One of: ${wordsOf('studyLevel')}, for members in education`, ['学历']),
  text('schoolName', '就读学校', 'With the level of study', ['学校']),
  code('enrolledYear', '入学年份', 'Four digits'),
  code('programmeYears', '学制', 'Years, 1 to 12'),
  text('checkConsentVersion', '核对授权书版本', `Version of the form, ${CHECKED}`, ['授权书版本']),
  code('checkConsentChannel', '核对授权方式', `One of: ${wordsOf('consentChannel')}, with the version`),
  code('checkConsentedOn', '核对授权日期', `${DAY}, with the version`),
  text('healthConsentVersion', '健康信息授权书版本', `Version of the form, ${ILL}`),
  code('healthConsentChannel', '健康信息授权方式', `One of: ${wordsOf('consentChannel')}, with the version`),
  code('healthConsentedOn', '健康信息授权日期', `${DAY}, with the version`),
  code(
    'guardianIdNumber',
    '监护人身份证号',
    'For a child under 14: of the adult of the household who consented for it',
  ),
];

/** What the head's row says of the household (家庭信息); blank on other rows. */
const HOUSEHOLD: readonly TableColumn[] = [
  required(code('tier', '建档标准', `One of: ${wordsOf('tier')}, ${HEAD}`, ['档案级别'])),
  required(code('primaryCause', '主要致困原因', `Exactly one of: ${wordsOf('cause')}, ${HEAD}`)),
  code('secondaryCauses', '次要致困原因', `None to three of the same words, divided by 、, ${HEAD}`),
  text('otherCause', '其他原因说明', `What 其他 stands for, ${HEAD}`),
  required(code('annualIncome', '家庭年度总收入', `${YUAN}, over twelve months, ${HEAD}`, ['家庭年收入', '年总收入'])),
  required(code('rigidExpense', '刚性支出', `${YUAN}, over the same months, ${HEAD}`, ['家庭刚性支出'])),
  required(code('assessedOn', '核算日期', `${DAY}, ${HEAD}`)),
  code('minLivingLine', '低保标准', `${YUAN}, monthly; only where the region's own is not known, ${HEAD}`, [
    '当地低保标准',
  ]),
  code(
    'category',
    '困难类别',
    `May be left out: the rules give it; when it is there it must agree: ${wordsOf('category')}`,
  ),
  code('keyGroup', '五类群体', `One of: ${wordsOf('keyGroup')}, ${HEAD}`, ['五类重点群体']),
  code('measure', '四个一批', `One of: ${wordsOf('measure')}, ${HEAD}`),
  code('canHelpItself', '是否有一定自救能力', `是 or 否, ${HEAD}`, ['自救能力']),
  code('housingType', '住房类型', `One of: ${wordsOf('housingType')}, ${HEAD}`),
  code('housingAreaM2', '建筑面积', `Square metres, ${HEAD}`),
  text('address', '家庭住址', `To 200 characters, ${HEAD}`, ['住址']),
  text('bankName', '开户银行', `With the account, ${HEAD}`, ['开户行']),
  code('accountKind', '账户类型', `One of: ${wordsOf('accountKind')}; a card when blank, ${HEAD}`),
  text(
    'accountHolder',
    '账户名',
    `The head's name; an account without it is not paid to until it is set in the file, ${HEAD}`,
    ['户名', '开户人', '持卡人'],
  ),
  code('accountNumber', '银行账号', `In the head's own name, ${HEAD}`, ['银行卡号', '卡号', '账号']),
  code('regionCode', '行政区划代码', `Six digits; the import's own region when blank, ${HEAD}`, ['区划代码']),
  code('recordedOn', '建档日期', `${DAY}; the day of the import when blank, ${HEAD}`),
  code('lastVisitedOn', '最近入户日期', `${DAY}, ${HEAD}`, ['入户日期']),
];

/** All columns of the template (导入模板). */
export const IMPORT_COLUMNS: readonly TableColumn[] = [...PERSON, ...HOUSEHOLD];

/** Columns that are filled in on the head's row alone. */
export const HOUSEHOLD_KEYS: readonly string[] = HOUSEHOLD.map(({ key }) => key);
