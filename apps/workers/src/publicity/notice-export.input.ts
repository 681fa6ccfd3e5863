import { RegionCodeScalar, registerEnum } from '@nuan/federation';
import { Allow } from 'class-validator';
import { Field, InputType } from 'type-graphql';

import { PublicityKind } from './publicity-kind';

/** As what a list is given out (文件格式). */
export enum NoticeFileFormat {
  CSV = 'CSV',
  HTML = 'HTML',
}

registerEnum(NoticeFileFormat, 'NoticeFileFormat', 'As what a public-notice list is given out (公示名单文件格式).', {
  CSV: 'A spreadsheet (表格).',
  HTML: 'A page to print and post (打印页).',
});

/** A list to be posted: of the notices that stand today. */
@InputType({ description: 'A list to be posted (导出公示名单): of the notices that stand today and no others.' })
export class ExportPublicNoticesInput {
  @Allow()
  @Field(() => RegionCodeScalar, { description: 'Region (区域).' })
  readonly regionCode!: string;

  @Allow()
  @Field(() => PublicityKind, { description: 'What the notices are about (公示事项).' })
  readonly kind!: PublicityKind;

  @Allow()
  @Field(() => NoticeFileFormat, { description: 'As what (文件格式).' })
  readonly format!: NoticeFileFormat;

  @Allow()
  @Field(() => String, {
    description: 'What the file is for, such as where it is posted (用途), at most 500 characters.',
  })
  readonly purpose!: string;
}
