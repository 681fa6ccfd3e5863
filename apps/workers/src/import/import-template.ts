import { csvLine, templateTitles, UTF8_MARK } from '@nuan/intake';
import { Field, ObjectType } from 'type-graphql';

import { IMPORT_COLUMNS } from './import-columns';

/** A column of the template. */
@ObjectType('ImportColumn', { description: 'A column of the import template (模板列).' })
export class ImportColumn {
  @Field(() => String, { description: 'Title of the column (列名).' })
  readonly title!: string;

  @Field(() => [String], { description: 'Other titles that are understood (可用别名).' })
  readonly aliases!: readonly string[];

  @Field(() => Boolean, { description: 'Whether the column must be there (必填列).' })
  readonly required!: boolean;

  @Field(() => String, { description: 'What to write (填写说明).' })
  readonly hint!: string;
}

/** The template of an import. */
@ObjectType('ImportTemplate', {
  description: 'Template of a bulk import (导入模板), with an example household of two.',
})
export class ImportTemplate {
  @Field(() => String, { description: 'Name to save it by (文件名).' })
  readonly fileName: string = '困难职工家庭导入模板.csv';

  @Field(() => String, { description: 'The file as text, in UTF-8 with its mark (模板内容).' })
  readonly content: string = UTF8_MARK + [templateTitles(IMPORT_COLUMNS), ...EXAMPLE].map(csvLine).join('');

  @Field(() => [ImportColumn], { description: 'Its columns (列说明).' })
  readonly columns: readonly ImportColumn[] = IMPORT_COLUMNS.map(({ title, aliases, isRequired, hint }) => ({
    title,
    aliases,
    required: isRequired,
    hint,
  }));
}

/**
 * A head and a spouse whose ID numbers have wrong check digits: an example that is left in a list is refused and not filed, and no
 * template looks like a leak to whoever scans what leaves.
 */
const EXAMPLE_CELLS: readonly Readonly<Record<string, string>>[] = [
  {
    householdNo: '1',
    relation: '户主',
    name: '张小明',
    idNumber: '349900196805060010',
    phone: '10000000001',
    employmentStatus: '下岗待岗',
    health: '高血压',
    isUnionMember: '是',
    healthConsentVersion: '2016-1',
    healthConsentChannel: '书面',
    healthConsentedOn: '2017-01-19',
    tier: '区县级',
    primaryCause: '因病致困',
    annualIncome: '9600',
    rigidExpense: '3600',
    assessedOn: '2017-01-20',
    minLivingLine: '500',
    housingType: '租房',
  },
  { householdNo: '1', relation: '配偶', name: '李小红', idNumber: '349900196906070020', employmentStatus: '无业' },
];

const EXAMPLE: readonly (readonly string[])[] = EXAMPLE_CELLS.map((cells) =>
  IMPORT_COLUMNS.map(({ key }) => cells[key] ?? ''),
);
