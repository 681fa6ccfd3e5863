import { StartListImport } from '@nuan/intake';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

@InputType('StartEnrollmentImportInput', {
  description: 'A file of enrolments that is about to be sent (待导入文件).',
})
export class StartEnrollmentImportInput extends StartListImport {
  @IsUUID('all')
  @Field(() => ID, { description: 'The session that its people apply for (培训班次).' })
  readonly sessionId!: string;
}
