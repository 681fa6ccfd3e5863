import { RegionCodeScalar } from '@nuan/federation';
import { Allow } from 'class-validator';
import { Field, Float, ID, InputType, Int } from 'type-graphql';

import { AnomalyResolution } from './bank-anomaly.entity';

/** A file of the bank's that is about to come in. */
@InputType('StartBankResultInput', { description: 'A file of the bank’s that is about to come in (回盘文件上传).' })
export class StartBankResultInput {
  @Allow()
  @Field(() => String, {
    description: 'Key of the request (幂等键), 8 to 200 characters: the same key is the same upload.',
  })
  idempotencyKey!: string;

  @Allow()
  @Field(() => RegionCodeScalar, {
    description:
      'Region whose payments it may answer (区域), with everything below it: what it says of others is not applied.',
  })
  regionCode!: string;
}

/** A piece of a file of the bank's. */
@InputType('AppendBankResultInput', { description: 'A piece of a file of the bank’s (回盘文件分片).' })
export class AppendBankResultInput {
  @Allow()
  @Field(() => ID, { description: 'Id of the file (编号).' })
  id!: string;

  @Allow()
  @Field(() => Float, { description: 'Bytes before it (起始字节): those received so far.' })
  startByte!: number;

  @Allow()
  @Field(() => String, { description: 'Its bytes in base64 (内容), at most 131,072 of them.' })
  content!: string;
}

/** The end of an upload. */
@InputType('FinishBankResultInput', { description: 'The end of an upload (上传完毕).' })
export class FinishBankResultInput {
  @Allow()
  @Field(() => ID, { description: 'Id of the file (编号).' })
  id!: string;

  @Allow()
  @Field(() => Int, { description: 'Version that you saw (版本).' })
  expectedVersion!: number;
}

/** A file of the bank's whose taking-in ended before its end. */
@InputType('ResumeBankResultInput', {
  description: 'A file of the bank’s whose taking-in ended before its end (继续入账).',
})
export class ResumeBankResultInput {
  @Allow()
  @Field(() => ID, { description: 'Id of the file (编号).' })
  id!: string;

  @Allow()
  @Field(() => Int, { description: 'Version that you saw (版本).' })
  expectedVersion!: number;
}

/** Where the bank's directory is looked through. */
@InputType('FetchBankFilesInput', {
  description: 'Whose answers are fetched from the bank’s directory (收取回盘文件).',
})
export class FetchBankFilesInput {
  @Allow()
  @Field(() => RegionCodeScalar, { description: 'The province (省): the directory holds the answers for all of it.' })
  regionCode!: string;
}

/** How an anomaly was cleared up. */
@InputType('ResolveBankAnomalyInput', { description: 'How an anomaly was cleared up (处理对账异常).' })
export class ResolveBankAnomalyInput {
  @Allow()
  @Field(() => ID, { description: 'Id of the anomaly (编号).' })
  id!: string;

  @Allow()
  @Field(() => Int, { description: 'Version that you saw (版本).' })
  expectedVersion!: number;

  @Allow()
  @Field(() => AnomalyResolution, { description: 'How (处理方式).' })
  resolution!: AnomalyResolution;

  @Allow()
  @Field(() => String, {
    description: 'What was found out with the bank (处理说明), 2 to 500 characters; no personal data.',
  })
  reason!: string;
}
