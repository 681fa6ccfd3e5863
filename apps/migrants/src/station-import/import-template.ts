import { csvLine, templateTitles, UTF8_MARK } from '@nuan/intake';
import { Field, ObjectType } from 'type-graphql';

import { STATION_COLUMNS } from './import-row';

/** An example of a division that doesn't exist. */
const EXAMPLE: Readonly<Record<string, string>> = {
  code: 'AH-YL-0001',
  kind: '幸福驿站',
  name: '样例幸福驿站',
  buildMode: '工会自建',
  address: '样例路1号',
  longitude: '117.2655',
  latitude: '31.8789',
  areaM2: '40',
};

/** The template of an import. */
@ObjectType('StationImportTemplate', {
  description: 'Template of a bulk import of stations (驿站导入模板), with an example.',
})
export class StationImportTemplate {
  @Field(() => String, { description: 'Name to save it by (文件名).' })
  readonly fileName: string = '驿站导入模板.csv';

  @Field(() => String, { description: 'The file as text, in UTF-8 with its mark (模板内容).' })
  readonly content: string =
    UTF8_MARK +
    [templateTitles(STATION_COLUMNS), STATION_COLUMNS.map(({ key }) => EXAMPLE[key] ?? '')].map(csvLine).join('');

  @Field(() => [String], { description: 'What to write in each column, in their order (填写说明).' })
  readonly hints: readonly string[] = STATION_COLUMNS.map(({ title, hint }) => `${title}: ${hint}`);
}
