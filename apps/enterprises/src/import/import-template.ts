import { csvLine, templateTitles, UTF8_MARK } from '@nuan/intake';
import { Field, ObjectType } from 'type-graphql';

import { ENTERPRISE_COLUMNS } from './import-row';

/** An example of a division that doesn't exist. */
const EXAMPLE: Readonly<Record<string, string>> = {
  creditCode: '91349900MA2N000015',
  name: '样例煤业有限公司',
  industry: '煤炭',
  ownership: '国有',
  headcount: '1200',
  distress: '亏损',
  distressFrom: '2016-06-01',
  evidence: '年度审计报告',
};

/** The template of an import. */
@ObjectType('EnterpriseImportTemplate', {
  description: 'Template of a bulk import of enterprises (企业导入模板), with an example.',
})
export class EnterpriseImportTemplate {
  @Field(() => String, { description: 'Name to save it by (文件名).' })
  readonly fileName: string = '企业导入模板.csv';

  @Field(() => String, { description: 'The file as text, in UTF-8 with its mark (模板内容).' })
  readonly content: string =
    UTF8_MARK +
    [templateTitles(ENTERPRISE_COLUMNS), ENTERPRISE_COLUMNS.map(({ key }) => EXAMPLE[key] ?? '')].map(csvLine).join('');

  @Field(() => [String], { description: 'What to write in each column, in their order (填写说明).' })
  readonly hints: readonly string[] = ENTERPRISE_COLUMNS.map(({ title, hint }) => `${title}: ${hint}`);
}
