import { assertCan } from '@nuan/auth';
import { loadProgress } from '@nuan/facts';
import { type Batch, type Progress, progressOf, RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { BankAnomaly } from './bank-anomaly.entity';
import { bankAnomalyList } from './bank-anomaly.list';
import { BankAnswer } from './bank-answer.entity';
import { bankAnswerList } from './bank-answer.list';

/** Reads files of the bank's (回盘文件), within the viewer's regions. */
export class BankAnswerService extends RegionalReader<BankAnswer> {
  constructor(db: DataSource) {
    super(db, { entity: BankAnswer, action: 'disbursement:read', list: bankAnswerList, alias: 'a' });
  }

  /** How far the newest work on each file is, in one statement; index-aligned, null where there was none. */
  readonly loadProgress: Batch<string, Progress | null> = async (viewer, answerIds) => {
    assertCan(viewer, 'disbursement:read');
    return (await loadProgress(this.db, answerIds)).map(progressOf);
  };
}

/** Reads what could not be applied of the bank's lines (对账异常), within the viewer's regions. */
export class BankAnomalyService extends RegionalReader<BankAnomaly> {
  constructor(db: DataSource) {
    super(db, { entity: BankAnomaly, action: 'disbursement:read', list: bankAnomalyList, alias: 'n' });
  }
}
