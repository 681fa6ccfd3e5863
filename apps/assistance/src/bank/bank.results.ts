import { mutationResult, Progress } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';

import { BankAnomaly } from './bank-anomaly.entity';
import { BankAnswer } from './bank-answer.entity';
import { BankFile } from './bank-file.entity';

/** One look through the bank's directory. */
@ObjectType('BankFetch', { description: 'One look through the bank’s directory (收取回盘文件).' })
export class BankFetch {
  @Field(() => ID, { description: 'Opaque UUID of the look (编号).' })
  readonly id: string;

  @Field(() => Progress, { nullable: true, description: 'How far it is (进度): files fetched so far.' })
  readonly progress: Progress | null;

  constructor(id: string, progress: Progress | null) {
    this.id = id;
    this.progress = progress;
  }
}

const file = (): readonly [typeof BankFile] => [BankFile];
const answer = (): readonly [typeof BankAnswer] => [BankAnswer];

export const SendBankFileResult = mutationResult(
  'SendBankFileResult',
  'What came of a new payment file (送盘结果).',
  file,
);
export const ResendBankFileResult = mutationResult(
  'ResendBankFileResult',
  'What came of sending again (重发结果).',
  file,
);
export const QueryBankFileResult = mutationResult(
  'QueryBankFileResult',
  'What came of asking the bank (查询结果).',
  file,
);
export const StartBankResultResult = mutationResult(
  'StartBankResultResult',
  'What came of beginning an upload (开始上传结果).',
  answer,
);
export const AppendBankResultResult = mutationResult(
  'AppendBankResultResult',
  'What came of a piece (分片结果).',
  answer,
);
export const FinishBankResultResult = mutationResult(
  'FinishBankResultResult',
  'What came of ending an upload (上传完毕结果).',
  answer,
);
export const ResumeBankResultResult = mutationResult(
  'ResumeBankResultResult',
  'What came of going on with a file of the bank’s (继续入账结果).',
  answer,
);
export const FetchBankFilesResult = mutationResult(
  'FetchBankFilesResult',
  'What came of looking through the bank’s directory (收取结果).',
  () => [BankFetch],
);
export const ResolveBankAnomalyResult = mutationResult(
  'ResolveBankAnomalyResult',
  'What came of clearing up an anomaly (处理结果).',
  () => [BankAnomaly],
);
