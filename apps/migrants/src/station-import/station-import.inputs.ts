import { RegionCodeScalar } from '@nuan/federation';
import { Allow, IsUUID, Length, Matches, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType('StartStationImportInput', {
  description: 'A file of stations that is about to be sent (待导入文件).',
})
export class StartStationImportInput {
  @Allow()
  @Field(() => Boolean, { description: 'Whether to check only and write nothing (试导入).' })
  readonly dryRun!: boolean;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'Region in which its stations lie (导入区域).' })
  readonly region!: string;

  @MaxLength(120)
  @Field(() => String, { description: 'Name of the file, .csv or .xlsx (文件名).' })
  readonly fileName!: string;

  @Min(1)
  @Field(() => Int, { description: 'Size of the file in bytes (文件字节数).' })
  readonly bytes!: number;

  @Matches(/^[0-9a-fA-F]{64}$/)
  @Field(() => String, { description: 'SHA-256 of the file, 64 hexadecimal digits (校验值).' })
  readonly sha256!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same import.' })
  readonly idempotencyKey!: string;
}

@InputType('AppendStationImportInput', { description: 'A piece of a file of stations (导入文件分片).' })
export class AppendStationImportInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The import (导入编号).' })
  readonly id!: string;

  @Min(0)
  @Field(() => Int, { description: 'Where the piece begins (起始字节): the upload’s `receivedBytes`.' })
  readonly offset!: number;

  @Allow()
  @Field(() => String, { description: 'The bytes in base64, at most 128 KiB before encoding (分片内容).' })
  readonly content!: string;
}

@InputType('FinishStationImportInput', {
  description: 'An import whose pieces have all been sent (发送完毕的导入).',
})
export class FinishStationImportInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The import (导入编号).' })
  readonly id!: string;
}

@InputType('CancelStationImportInput', { description: 'An import that is to be broken off (取消的导入).' })
export class CancelStationImportInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The import (导入编号).' })
  readonly id!: string;
}
