import { Acts, type JobHandler } from '@nuan/facts';
import type { SubgraphDependencies } from '@nuan/federation';
import type { StateMachine } from '@nuan/kernel';

import type { DisbursementService } from '../disbursement/disbursement.service';
import { ReconciliationResolver } from '../reconciliation/reconciliation.resolver';
import { ReconciliationService } from '../reconciliation/reconciliation.service';
import { BankAnswerHandler } from './bank-answer.job';
import { bankAnomalyMachine, bankAnswerMachine } from './bank-answer.machine';
import { BankAnomalyResolver, BankAnswerResolver } from './bank-answer.resolver';
import { BankAnomalyService, BankAnswerService } from './bank-answer.service';
import { BankAnswerWriter } from './bank-answer.writer';
import { BankFileHandler } from './bank-file.job';
import { bankFileMachine, bankLineMachine } from './bank-file.machine';
import { BankFileResolver, BankLineResolver, DisbursementBankResolver } from './bank-file.resolver';
import { BankFileService } from './bank-file.service';
import { BankFileWriter } from './bank-file.writer';
import { BankPickupHandler } from './bank-pickup.job';
import { BankQueryHandler } from './bank-query.job';
import { BankAnswerWriteResolver, BankFileWriteResolver } from './bank-write.resolver';
import type { BankSettings } from './bank.config';
import { FileBankAdapter } from './file-bank-adapter';
import { PaymentReturnResolver } from './payment-return.resolver';
import { PaymentReturnWriter } from './payment-return.writer';
import type { PaymentSettlement } from './payment-settlement';

/** State machines of what goes to the bank and comes back. */
export const bankMachines: readonly StateMachine[] = [
  bankFileMachine,
  bankLineMachine,
  bankAnswerMachine,
  bankAnomalyMachine,
];

/** What the bank's part of the composition root is made from. */
export interface BankDependencies extends Pick<SubgraphDependencies, 'db' | 'clock'> {
  readonly settings: BankSettings;
  readonly settlement: PaymentSettlement;
  readonly payments: DisbursementService;
}

/** The bank's part of the composition root: payment files out, answers in, returns, and the jobs that do the work. */
export function bankParts({ db, clock, settings, settlement, payments }: BankDependencies): {
  readonly resolvers: readonly object[];
  readonly jobs: readonly JobHandler[];
} {
  const acts = new Acts(db, clock);
  const files = new BankFileService(db);
  const answers = new BankAnswerService(db);
  const anomalies = new BankAnomalyService(db);
  return {
    resolvers: [
      new BankFileResolver(files),
      new BankLineResolver(),
      new DisbursementBankResolver(files),
      new BankFileWriteResolver(new BankFileWriter(acts, files, settings)),
      new BankAnswerResolver(answers),
      new BankAnomalyResolver(anomalies, answers, payments),
      new BankAnswerWriteResolver(new BankAnswerWriter(acts, answers, anomalies, settings)),
      new PaymentReturnResolver(new PaymentReturnWriter(acts, db)),
      new ReconciliationResolver(new ReconciliationService(db)),
    ],
    jobs: [new BankAnswerHandler(settlement), ...bankJobs(settings, settlement)],
  };
}

/** Work that reaches the bank itself; where none is set up, nothing queues it. */
function bankJobs({ directory, unknownAfterMs }: BankSettings, settlement: PaymentSettlement): readonly JobHandler[] {
  if (directory === null) return [];
  const bank = new FileBankAdapter(directory);
  return [
    new BankFileHandler(bank),
    new BankQueryHandler(bank, settlement, unknownAfterMs),
    new BankPickupHandler(bank),
  ];
}
