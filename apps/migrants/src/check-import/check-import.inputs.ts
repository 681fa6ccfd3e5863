import { StartListImport } from '@nuan/intake';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

@InputType('StartHealthCheckImportInput', {
  description: 'A file of the persons checked in a batch that is about to be sent (待导入文件).',
})
export class StartHealthCheckImportInput extends StartListImport {
  @IsUUID('all')
  @Field(() => ID, { description: 'The batch (体检批次): not closed, on its day or after it.' })
  readonly healthCheckBatchId!: string;
}
