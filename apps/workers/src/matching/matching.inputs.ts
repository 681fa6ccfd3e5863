import { LocalDateScalar, RegionCodeScalar } from '@nuan/federation';
import { ArrayMaxSize, ArrayMinSize, IsUUID, Length, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { CheckSource } from '../filing/check-source';

/** What a department says of a list before it sends it. */
@InputType({ description: 'A list that a department is about to hand in (待提交的比对名单).' })
export class StartMatchingListInput {
  @Field(() => CheckSource, { description: 'Whose data (比对来源).' })
  source!: CheckSource;

  @Field(() => RegionCodeScalar, {
    description: 'Region whose people it covers (覆盖区域), within the department’s own.',
  })
  regionCode!: string;

  @Length(2, 200)
  @Field(() => String, { description: 'Agreement or document under which the data is given (数据共享依据).' })
  authorisation!: string;

  @Field(() => LocalDateScalar, { description: 'Day as of which the data holds (数据截止日), today at the latest.' })
  asOfOn!: string;

  @MaxLength(120)
  @Field(() => String, { description: 'Name of the file, .csv or .xlsx (文件名).' })
  fileName!: string;

  @Min(1)
  @Field(() => Int, { description: 'Size of the file in bytes (文件字节数).' })
  bytes!: number;

  @Field(() => String, { description: 'SHA-256 of the file, 64 hexadecimal digits (校验值).' })
  sha256!: string;

  @Field(() => String, { description: 'Key of this request, 8 to 200 characters; the same key is done once (幂等键).' })
  idempotencyKey!: string;
}

/** A piece of a list. */
@InputType({ description: 'A piece of a list’s file (名单分片).' })
export class AppendMatchingListInput {
  @Field(() => ID, { description: 'The list (名单编号).' })
  id!: string;

  @Min(0)
  @Field(() => Int, { description: 'Where the piece begins (起始字节): the upload’s `receivedBytes`.' })
  offset!: number;

  @Field(() => String, { description: 'The bytes in base64, at most 128 KiB before encoding (分片内容).' })
  content!: string;
}

/** Which list is complete. */
@InputType({ description: 'A list whose pieces have all been sent (发送完毕的名单).' })
export class FinishMatchingListInput {
  @IsUUID()
  @Field(() => ID, { description: 'The list (名单编号).' })
  id!: string;
}

/** Which matchings of an application are wanted. */
@InputType({ description: 'Matching of one application (发起信息比对).' })
export class RunChecksInput {
  @Field(() => ID, { description: 'The application (申请编号).' })
  applicationId!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(8)
  @Field(() => [CheckSource], { description: 'With whose data (比对来源).' })
  sources!: CheckSource[];
}

/** How a conflict is settled. */
@InputType({ description: 'How a conflict of an application is settled (处理不一致).' })
export class ResolveDataCheckInput {
  @Field(() => ID, { description: 'The check (比对编号).' })
  id!: string;

  @Length(4, 500)
  @Field(() => String, {
    description: 'Why it does not stand against the application (处理理由), 4 to 500 characters.',
  })
  reason!: string;
}

/** How a conflict of a file is settled. */
@InputType({ description: 'How a conflict of an active file is settled (处理在档家庭不一致).' })
export class ResolveHouseholdMatchInput {
  @Field(() => ID, { description: 'The match (比对结果编号).' })
  id!: string;

  @Length(4, 500)
  @Field(() => String, { description: 'What was found and done (处理理由), 4 to 500 characters.' })
  reason!: string;
}
