import { expect } from '@jest/globals';

import { arrived } from '../testkit/arrived';
import type { Bank } from '../testkit/bank';
import type { ProgrammeDesk, ProgrammeOutcome } from '../testkit/programme-desk';

/** Who takes part in a payment: each step is another person's. */
export type Payer = 'province' | 'county' | 'maker' | 'checker' | 'cashier';

/** A payment as it was answered: itself, what it breaks, or the rule that refused it. */
export interface PaymentOutcome extends ProgrammeOutcome {
  readonly status?: string;
  readonly field?: string;
  readonly problems?: readonly { readonly rule: string }[];
}

const PAYMENT = { type: 'Disbursement', fields: 'id version status' } as const;
const BROKEN = '... on RuleBroken { field }';
const HELD = '... on PaymentHeldBack { problems { rule } }';

/** The officers of a county who pay what a programme asks for: through the gateway, and through the bank's directory. */
export class PayingOffice<Person extends string> {
  /** The county's own money. */
  private allocationId = '';

  constructor(
    private readonly desk: ProgrammeDesk<Person | Payer>,
    private readonly bank: Bank,
    private readonly region: string,
  ) {}

  /** Standards of the province for purposes, and money of the county that is raised for them. */
  async open(unionId: string, groups: readonly string[], purposes: readonly string[]): Promise<void> {
    for (const group of groups)
      for (const purpose of purposes) {
        const caps = { perPayment: '5000.00', perYear: '10000.00', capScope: 'PERSON_YEAR' };
        const terms = { region: '340000', group, purpose, ...caps };
        const standard = { terms, validFrom: '2017-01-23', basis: '样例标准', ...this.desk.key() };
        await this.desk.act('province', 'createStandard', 'AidStandard', standard);
      }
    const fund = await this.desk.act(
      'county',
      'createFund',
      { type: 'Fund', fields: 'id' },
      {
        ...{ source: 'LOCAL_FISCAL', name: '样例农民工帮扶资金', year: 2017, raisedBy: 'COUNTY', region: this.region },
        ...{ unionId, rule: { groups, purposes }, ...this.desk.key() },
      },
    );
    const raised = { fundId: fund.id, amount: '20000.00', ...this.desk.key() };
    await this.desk.act('county', 'raiseMoney', { type: 'Fund', fields: 'id' }, raised);
    const query = 'query ($id: ID!) { fund(id: $id) { allocations { id } } }';
    type Found = { readonly fund: { readonly allocations: readonly { readonly id: string }[] } };
    const { fund: found } = await this.desk.ask<Found>('county', query, { id: fund.id });
    this.allocationId = found.allocations[0]?.id ?? '';
  }

  /** What a payment that answers a request says, to people without a file and by card unless said otherwise. */
  payment(requestId: string, more: object): object {
    const usual = { allocationId: this.allocationId, group: 'NON_FILED_HARDSHIP', mode: 'BANK_CARD' };
    return { ...usual, requestId, ...this.desk.key(), ...more };
  }

  /** Files a payment. */
  file(payment: object): Promise<PaymentOutcome> {
    return this.desk.act('maker', 'fileDisbursement', { ...PAYMENT, more: BROKEN }, payment);
  }

  /** A step of a payment, at the version that it has now. */
  async step(person: Payer, name: string, id: string, more: object = {}): Promise<PaymentOutcome> {
    const { version } = await this.read(id);
    const heldBack = ['validateDisbursement', 'reserveDisbursement', 'sendDisbursement'].includes(name) ? HELD : '';
    return this.desk.act(
      person,
      name,
      { ...PAYMENT, more: `${BROKEN} ${heldBack}` },
      {
        ...{ id, expectedVersion: version },
        ...more,
      },
    );
  }

  /** Takes a filed payment all the way: checked, its money set aside, approved by another, sent by a third, paid by the bank. */
  async pay(id: string): Promise<void> {
    const steps: readonly (readonly [Payer, string, string])[] = [
      ['maker', 'validateDisbursement', 'VALIDATED'],
      ['maker', 'reserveDisbursement', 'RESERVED'],
      ['checker', 'approveDisbursement', 'APPROVED'],
      ['cashier', 'sendDisbursement', 'SENT'],
    ];
    for (const [person, name, status] of steps) expect(await this.step(person, name, id)).toMatchObject({ status });
    const order = { regionCode: this.region, ...this.desk.key() };
    const sent = await this.desk.act('cashier', 'sendBankFile', { type: 'BankFile', fields: 'id' }, order);
    const query = 'query ($id: ID!) { bankFile(id: $id) { status fileNo } }';
    type Found = { readonly bankFile: { readonly status: string; readonly fileNo: string } };
    const { bankFile } = await arrived(
      () => this.desk.ask<Found>('cashier', query, { id: sent.id }),
      (found) => found.bankFile.status === 'WRITTEN',
    );
    const ordered = this.bank.ordered(bankFile.fileNo);
    expect(ordered.map(({ disbursementId }) => disbursementId)).toEqual([id]);
    await this.handIn(this.bank.result(bankFile.fileNo, ordered));
    await arrived(
      () => this.read(id),
      ({ status }) => status === 'PAID',
    );
  }

  /** Takes a paid payment back: one asks, another agrees. */
  async takeBack(id: string, reason: string): Promise<void> {
    await this.step('cashier', 'requestReversal', id, { reason });
    expect(await this.step('checker', 'approveReversal', id)).toMatchObject({ status: 'REVERSED' });
  }

  private async read(id: string): Promise<PaymentOutcome> {
    const query = 'query ($id: ID!) { disbursement(id: $id) { id version status } }';
    return (await this.desk.ask<{ disbursement: PaymentOutcome }>('cashier', query, { id })).disbursement;
  }

  /** The cashier hands in a file of the bank's, as the bank gave it. */
  private async handIn(content: Buffer): Promise<void> {
    const wanted = { type: 'BankAnswer', fields: 'id version' };
    const begun = { regionCode: this.region, ...this.desk.key() };
    const { id } = await this.desk.act('cashier', 'startBankResult', wanted, begun);
    const piece = { id, startByte: 0, content: content.toString('base64') };
    const { version } = await this.desk.act('cashier', 'appendBankResult', wanted, piece);
    await this.desk.act('cashier', 'finishBankResult', wanted, { id, expectedVersion: version });
  }
}
