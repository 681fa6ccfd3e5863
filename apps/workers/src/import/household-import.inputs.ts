import { RegionCodeScalar } from '@nuan/federation';
import { Allow, IsUUID, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { ImportMode } from './import-mode';

/** What an officer says of a file before it is sent. */
@InputType({ description: 'A file of households that is about to be sent (待导入文件).' })
export class StartHouseholdImportInput {
  @Allow()
  @Field(() => ImportMode, { description: 'How households with an error are treated (导入方式).' })
  mode!: ImportMode;

  @Allow()
  @Field(() => Boolean, { description: 'Whether to check only and write no household (试导入).' })
  dryRun!: boolean;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'Region that its households belong to or lie under (导入区域).' })
  regionCode!: string;

  @IsUUID()
  @Field(() => ID, { description: 'Union that keeps the files (建档工会).' })
  unionId!: string;

  @MaxLength(120)
  @Field(() => String, { description: 'Name of the file, .csv or .xlsx (文件名).' })
  fileName!: string;

  @Min(1)
  @Field(() => Int, { description: 'Size of the file in bytes (文件字节数).' })
  bytes!: number;

  @Allow()
  @Field(() => String, { description: 'SHA-256 of the file, 64 hexadecimal digits (校验值).' })
  sha256!: string;

  @Allow()
  @Field(() => String, { description: 'Key of this request, 8 to 200 characters; the same key is done once (幂等键).' })
  idempotencyKey!: string;
}

/** A piece of a file. */
@InputType({ description: 'A piece of a file of households (导入文件分片).' })
export class AppendHouseholdImportInput {
  @IsUUID()
  @Field(() => ID, { description: 'The import (导入编号).' })
  id!: string;

  @Min(0)
  @Field(() => Int, { description: 'Where the piece begins (起始字节): the upload’s `receivedBytes`.' })
  offset!: number;

  @Allow()
  @Field(() => String, { description: 'The bytes in base64, at most 128 KiB before encoding (分片内容).' })
  content!: string;
}

/** Which import is meant. */
@InputType({ description: 'An import whose pieces have all been sent (发送完毕的导入).' })
export class FinishHouseholdImportInput {
  @IsUUID()
  @Field(() => ID, { description: 'The import (导入编号).' })
  id!: string;
}

/** Which import is to be broken off. */
@InputType({ description: 'An import that is to be broken off (取消的导入).' })
export class CancelHouseholdImportInput {
  @IsUUID()
  @Field(() => ID, { description: 'The import (导入编号).' })
  id!: string;
}
