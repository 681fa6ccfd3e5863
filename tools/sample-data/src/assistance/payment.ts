import type { AidPurpose, TargetGroupKind } from '@nuan/kernel';
import type { FundKind } from './fund-kinds';

/** One payment before its fund's tree is known: a row of `disbursement` in the making. */
export interface Payment {
  /** Index of its id. */
  readonly at: number;
  readonly campaign: 'CNY2017' | 'DAILY2017' | null;
  readonly group: TargetGroupKind;
  readonly purpose: AidPurpose;
  readonly mode: 'BANK_CARD' | 'PASSBOOK' | 'GOODS' | 'VOUCHER' | 'CASH';
  readonly amountFen: bigint;
  /** The tightest cap that applies, and how much of it is used, this payment included. */
  readonly capFen: bigint;
  readonly capUsedFen: bigint;
  /** Index of the person paid. */
  readonly payee: number;
  readonly householdIndex: number | null;
  readonly employerIndex: number | null;
  readonly studentIndex: number | null;
  readonly regionCode: string;
  /** Which fund pays: with the place, one fund. */
  readonly fund: FundKind;
  readonly status: 'RESERVED' | 'APPROVED' | 'SENT' | 'PAID' | 'RECONCILED';
  /** Day of payment; of the intended payment while it is not paid. */
  readonly on: string;
  readonly isFirstOfYear: boolean;
  /** Index of the consolation event at which it was handed over. */
  readonly event: number | null;
}

/** Whether money has left the fund. */
export const isPaid = ({ status }: Payment): boolean => status === 'PAID' || status === 'RECONCILED';

/** Indexes of payments, run by run, so that ids grow in the order of the rows. */
export class PaymentIndexes {
  private readonly persons: number;
  private readonly scholarships: number;
  private readonly relief: number;
  private readonly daily: number;
  private readonly dailyWorkers: number;

  constructor(world: {
    readonly households: readonly object[];
    readonly persons: readonly object[];
    readonly students: readonly object[];
  }) {
    this.persons = world.households.length;
    this.scholarships = this.persons + world.persons.length;
    this.relief = this.scholarships + world.students.length;
    this.daily = this.relief + world.households.length;
    this.dailyWorkers = this.daily + world.households.length;
  }

  /** The payment of CNY2017 to a filed household: its own index, so that other tables can point at it. */
  ofHousehold = (household: number): number => household;
  ofPerson = (person: number): number => this.persons + person;
  ofScholarship = (student: number): number => this.scholarships + student;
  ofRelief = (household: number): number => this.relief + household;
  ofDaily = (household: number): number => this.daily + household;
  ofDailyWorker = (person: number): number => this.dailyWorkers + person;
}
