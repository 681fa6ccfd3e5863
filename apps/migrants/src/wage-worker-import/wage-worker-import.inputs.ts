import { StartListImport } from '@nuan/intake';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

@InputType('StartWageCaseWorkerImportInput', {
  description: 'A file of the workers of a wage case that is about to be sent (待导入文件).',
})
export class StartWageCaseWorkerImportInput extends StartListImport {
  @IsUUID('all')
  @Field(() => ID, { description: 'The case that is about their wages (欠薪案件); not yet paid or closed.' })
  readonly wageCaseId!: string;
}
