import { RegionCodeScalar } from '@nuan/federation';
import { StartListImport } from '@nuan/intake';
import { Allow, IsOptional, Matches } from 'class-validator';
import { Field, InputType } from 'type-graphql';

@InputType('StartEnterpriseVisitImportInput', {
  description: 'A file of visits to enterprises that is about to be sent (待导入文件).',
})
export class StartEnterpriseVisitImportInput extends StartListImport {
  @Allow()
  @Field(() => RegionCodeScalar, { description: 'Region in which its enterprises lie (导入区域).' })
  readonly region!: string;

  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{2,40}$/)
  @Field(() => String, {
    nullable: true,
    description: 'Code of the campaign that all its visits belong to (活动代码); none outside campaigns.',
  })
  readonly campaign?: string | null;
}
