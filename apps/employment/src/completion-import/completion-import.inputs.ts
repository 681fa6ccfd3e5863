import { StartListImport } from '@nuan/intake';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

@InputType('StartCompletionImportInput', {
  description: 'A file of trainings completed that is about to be sent (待导入文件).',
})
export class StartCompletionImportInput extends StartListImport {
  @IsUUID('all')
  @Field(() => ID, { description: 'The session that they completed (培训班次); it may be over.' })
  readonly sessionId!: string;
}
