import { StartListImport } from '@nuan/intake';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

@InputType('StartAttendanceImportInput', {
  description: 'A file of days attended that is about to be sent (待导入文件).',
})
export class StartAttendanceImportInput extends StartListImport {
  @IsUUID('all')
  @Field(() => ID, { description: 'The session that they attended (培训班次); it may be over.' })
  readonly sessionId!: string;
}
