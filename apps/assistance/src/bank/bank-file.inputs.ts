import { RegionCodeScalar } from '@nuan/federation';
import { Allow } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

/** Which payments go into a payment file. */
@InputType('SendBankFileInput', { description: 'Which payments go to the bank (送盘范围): one of the two.' })
export class SendBankFileInput {
  @Allow()
  @Field(() => String, {
    description: 'Key of the request (幂等键), 8 to 200 characters: the same key is the same file.',
  })
  idempotencyKey!: string;

  @Allow()
  @Field(() => ID, {
    nullable: true,
    description: 'A batch whose payments were handed over (发放批次); its file holds them all.',
  })
  batchId?: string | null;

  @Allow()
  @Field(() => RegionCodeScalar, {
    nullable: true,
    description:
      'Without a batch: the region (区域) whose payments filed one by one are sent, with everything below it.',
  })
  regionCode?: string | null;
}

/** A payment file to be sent again. */
@InputType('ResendBankFileInput', { description: 'Which payment file is sent again (重发文件).' })
export class ResendBankFileInput {
  @Allow()
  @Field(() => ID, { description: 'Id of the file (编号).' })
  id!: string;

  @Allow()
  @Field(() => Int, { description: 'Version that you saw (版本).' })
  expectedVersion!: number;
}

/** A payment file whose overdue lines the bank is asked about. */
@InputType('QueryBankFileInput', { description: 'Of which payment file overdue lines are asked about (查询文件).' })
export class QueryBankFileInput {
  @Allow()
  @Field(() => ID, { description: 'Id of the file (编号).' })
  id!: string;

  @Allow()
  @Field(() => Int, { description: 'Version that you saw (版本).' })
  expectedVersion!: number;
}
