import { StartListImport } from '@nuan/intake';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

@InputType('StartTravelSubsidyImportInput', {
  description: 'A file of the travel subsidies of a service that is about to be sent (待导入文件).',
})
export class StartTravelSubsidyImportInput extends StartListImport {
  @IsUUID('all')
  @Field(() => ID, { description: 'The service (返乡服务): open, of the kind TRANSPORT_SUBSIDY.' })
  readonly returnServiceId!: string;
}
