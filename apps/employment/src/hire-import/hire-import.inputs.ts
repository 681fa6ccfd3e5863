import { StartListImport } from '@nuan/intake';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

@InputType('StartStartupHireImportInput', {
  description: 'A file of hires of a start-up project that is about to be sent (待导入文件).',
})
export class StartStartupHireImportInput extends StartListImport {
  @IsUUID('all')
  @Field(() => ID, { description: 'The project that takes them on (创业项目).' })
  readonly projectId!: string;
}
