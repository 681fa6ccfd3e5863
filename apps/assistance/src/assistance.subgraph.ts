import { releaseCommand, scheduledRelease } from '@nuan/disclosure';
import { ChangeFeed } from '@nuan/facts';
import {
  auditQueries,
  ChangesResolver,
  defineSubgraph,
  stub,
  type SubgraphDefinition,
  SubjectReader,
} from '@nuan/federation';
import { REFERENCE_VERSION, regionQueries, regionReference } from '@nuan/regions';

import { assistanceContracts } from './contracts/assistance.contracts';
import { campaignMachine } from './campaign/campaign.machine';
import { aidPlanMachine } from './plan/aid-plan.machine';
import { planItemMachine } from './plan/plan-item.machine';
import { allocationMachine } from './allocation/allocation.machine';
import { assistanceEntities } from './assistance.entities';
import { assistanceMigrations } from './assistance.migrations';
import { bankRound } from './bank/bank-round.command';
import { bankMachines, bankParts } from './bank/bank.parts';
import { type BankSettings, NO_BANK } from './bank/bank.config';
import { paymentBatchMachine } from './batch/payment-batch.machine';
import { caseworkParts } from './casework.parts';
import { disbursementMachine } from './disbursement/disbursement.machine';
import { DisbursementService } from './disbursement/disbursement.service';
import { DisbursementSettlement } from './disbursement/disbursement-settlement';
import { assistanceFacts } from './feed/assistance.facts';
import { moneyParts } from './money.parts';
import { paymentParts } from './payment.parts';
import { assistanceFollows } from './projection/assistance.follows';
import { reconcile } from './reconciliation/reconcile.command';
import { aidDisclosure } from './aid/aid.disclosure';
import { Region } from './references/region.reference';
import { assistancePolicy } from './policy/assistance.policy';
import { assistanceColumns } from './policy/columns.sensitivity';
import { SubjectRecordResolver } from './subject/subject-record.resolver';
import { assistanceSubject } from './subject/subject.sections';

const machines = [
  campaignMachine,
  aidPlanMachine,
  planItemMachine,
  allocationMachine,
  disbursementMachine,
  paymentBatchMachine,
  ...bankMachines,
];

/** Composition root of assistance (帮扶), with the way to the bank: makes every service once and hands the resolvers over. */
export function assistanceOver(settings: BankSettings): SubgraphDefinition {
  return defineSubgraph({
    name: 'assistance',
    title: 'Assistance (帮扶): plans, pairings, campaigns, funds, disbursements',
    defaultPort: 4003,
    referenceVersion: REFERENCE_VERSION,
    machines,
    database: { entities: [...assistanceEntities], migrations: [...assistanceMigrations], columns: assistanceColumns },
    follows: assistanceFollows,
    commands: { reconcile, 'bank-round': bankRound, release: releaseCommand(aidDisclosure) },
    scheduled: [scheduledRelease(aidDisclosure)],
    policy: assistancePolicy,
    contracts: assistanceContracts,
    compose({ db, clock, cipher }) {
      const money = moneyParts({ db, clock });
      const casework = caseworkParts({ db, clock });
      const payments = paymentParts({ db, clock, cipher });
      const settlement = new DisbursementSettlement();
      const bank = bankParts({ db, clock, settings, settlement, payments: new DisbursementService(db) });
      return {
        resolvers: [
          regionQueries(Region),
          auditQueries('aidAudit', db),
          new ChangesResolver(new ChangeFeed(db, clock, assistanceFacts)),
          new SubjectRecordResolver(
            new SubjectReader({ db, clock, cipher }, 'assistance', assistanceSubject, 'worker_projection'),
          ),
          ...casework.resolvers,
          ...money.resolvers,
          ...payments.resolvers,
          ...bank.resolvers,
        ],
        references: {
          ...casework.references,
          ...money.references,
          ...payments.references,
          Region: regionReference(Region),
          Household: stub(),
          AdvanceRequest: stub(),
          Enterprise: stub(),
          Student: stub(),
          TradeUnion: stub(),
        },
        jobs: [...(casework.jobs ?? []), ...(money.jobs ?? []), ...(payments.jobs ?? []), ...bank.jobs],
      };
    },
  });
}

/** Assistance where no bank is set up. */
export const assistanceSubgraph = assistanceOver(NO_BANK);
