import { RegionCodeScalar } from '@nuan/federation';
import { regionWords, StartListImport } from '@nuan/intake';
import { Allow, IsOptional, IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

import { ASSET_IMPORT } from './asset-import.machine';

@InputType('StartAssetGrantImportInput', {
  description: 'A file of assets handed over that is about to be sent (待导入文件).',
})
export class StartAssetGrantImportInput extends StartListImport {
  @Allow()
  @Field(() => RegionCodeScalar, { description: regionWords(ASSET_IMPORT) })
  readonly region!: string;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, { nullable: true, description: 'The pilot that gives them (试点), in one of its cities.' })
  readonly pilotId?: string | null;
}
