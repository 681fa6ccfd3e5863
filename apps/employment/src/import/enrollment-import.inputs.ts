import { Allow, IsUUID, Length, Matches, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType('StartEnrollmentImportInput', {
  description: 'A file of enrolments that is about to be sent (待导入文件).',
})
export class StartEnrollmentImportInput {
  @Allow()
  @Field(() => Boolean, { description: 'Whether to check only and write nothing (试导入).' })
  readonly dryRun!: boolean;

  @IsUUID('all')
  @Field(() => ID, { description: 'The session that its people apply for (培训班次).' })
  readonly sessionId!: string;

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

@InputType('AppendEnrollmentImportInput', { description: 'A piece of a file of enrolments (导入文件分片).' })
export class AppendEnrollmentImportInput {
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

@InputType('FinishEnrollmentImportInput', {
  description: 'An import whose pieces have all been sent (发送完毕的导入).',
})
export class FinishEnrollmentImportInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The import (导入编号).' })
  readonly id!: string;
}

@InputType('CancelEnrollmentImportInput', { description: 'An import that is to be broken off (取消的导入).' })
export class CancelEnrollmentImportInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The import (导入编号).' })
  readonly id!: string;
}
