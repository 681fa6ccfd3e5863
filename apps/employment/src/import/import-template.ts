import { csvLine, templateTitles, UTF8_MARK } from '@nuan/intake';
import { Field, ObjectType } from 'type-graphql';

import { ENROLLMENT_COLUMNS } from './import-row';

/** An example of a person who doesn't exist. */
const EXAMPLE: Readonly<Record<string, string>> = {
  personId: '00000000-0000-7000-8000-000000000000',
  enrolledOn: '2017-01-20',
};

/** The template of an import. */
@ObjectType('EnrollmentImportTemplate', {
  description: 'Template of a bulk import of enrolments (报名名单导入模板), with an example.',
})
export class EnrollmentImportTemplate {
  @Field(() => String, { description: 'Name to save it by (文件名).' })
  readonly fileName: string = '报名名单导入模板.csv';

  @Field(() => String, { description: 'The file as text, in UTF-8 with its mark (模板内容).' })
  readonly content: string =
    UTF8_MARK +
    [templateTitles(ENROLLMENT_COLUMNS), ENROLLMENT_COLUMNS.map(({ key }) => EXAMPLE[key] ?? '')].map(csvLine).join('');

  @Field(() => [String], { description: 'What to write in each column, in their order (填写说明).' })
  readonly hints: readonly string[] = ENROLLMENT_COLUMNS.map(({ title, hint }) => `${title}: ${hint}`);
}
