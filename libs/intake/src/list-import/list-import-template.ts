import { Field, ObjectType } from 'type-graphql';

import { csvLine, UTF8_MARK } from '../csv-text';
import { type TableColumn, templateTitles } from '../table-columns';
import type { ListImportNames } from './list-import-names';

/** The template of an import. */
@ObjectType({ description: 'Core of the template of a bulk import (导入模板); not a type of its own.' })
export abstract class ListImportTemplate {
  @Field(() => String, { description: 'Name to save it by (文件名).' })
  readonly fileName!: string;

  @Field(() => String, { description: 'The file as text, in UTF-8 with its mark (模板内容).' })
  readonly content!: string;

  @Field(() => [String], { description: 'What to write in each column, in their order (填写说明).' })
  readonly hints!: readonly string[];
}

/** What a template shows. */
export interface TemplateContent {
  readonly columns: readonly TableColumn[];
  /** Cells of an example by the keys of their columns; nobody and nothing that exists. */
  readonly example: Readonly<Record<string, string>>;
}

/** Declares the template of one import. */
export function listImportTemplate(
  { type, things, chinese }: ListImportNames,
  { columns, example }: TemplateContent,
): new () => ListImportTemplate {
  class Template extends ListImportTemplate {
    override readonly fileName = `${chinese}导入模板.csv`;
    override readonly content =
      UTF8_MARK + [templateTitles(columns), columns.map(({ key }) => example[key] ?? '')].map(csvLine).join('');
    override readonly hints = columns.map(({ title, hint }) => `${title}: ${hint}`);
  }
  ObjectType(`${type}Template`, {
    description: `Template of a bulk import of ${things} (${chinese}导入模板), with an example.`,
  })(Template);
  return Template;
}
