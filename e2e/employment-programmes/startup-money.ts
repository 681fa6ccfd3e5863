import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { arrived } from '../testkit/arrived';
import { Bank } from '../testkit/bank';
import { handIn, LUYANG, Office, type Officer } from '../casework/officers';
import { rowOf } from '../testkit/rows';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

/** A household of the district, its head, and another of its members: employment aid has reached none of them. */
export interface Family {
  readonly householdId: string;
  readonly headId: string;
  readonly memberId: string;
}

let serial = 0;
const key = (): { idempotencyKey: string } => ({ idempotencyKey: `startup-money-${String((serial += 1))}` });

/**
 * Money for start-ups as it really comes: a fund and a standard of assistance, payments filed, approved and sent by three people, the bank's
 * file, and the feed by which employment learns of it. Everything through the gateway.
 */
export class StartupMoney {
  private allocationId = '';

  private constructor(
    readonly officers: Office,
    private readonly bank: Bank,
    private readonly directory: string,
  ) {}

  /** Starts the system with followers and a bank, and sets aside money for start-ups of the district. */
  static async open(): Promise<StartupMoney> {
    const directory = mkdtempSync(join(tmpdir(), 'nuan-startup-'));
    const graph = await startSampleSupergraph({ isFollowing: true, env: { NUAN_BANK_DIR: directory } });
    const money = new StartupMoney(new Office(graph), new Bank(directory), directory);
    await money.raise();
    return money;
  }

  get graph(): SampleSupergraph {
    return this.officers.graph;
  }

  async close(): Promise<void> {
    await this.graph.stop();
    rmSync(this.directory, { recursive: true });
  }

  /** A family whose file and account are in order, none of whom is in `others`. */
  async family(others: readonly string[] = []): Promise<Family> {
    const untouched = await this.graph.db.employment.query<{ id: string }[]>(
      `select w.household_id as id from worker_projection w where w.region_code = $1 and w.household_id is not null
       group by w.household_id having count(*) >= 2 and not bool_or(w.id = any($2::uuid[])
         or exists (select from placement p where p.person_id = w.id) or exists (select from enrollment e where e.person_id = w.id)
         or exists (select from startup_project s where s.leader_id = w.id) or exists (select from asset_grant g where g.person_id = w.id))`,
      [LUYANG, others],
    );
    return rowOf<Family>(
      this.graph.db.assistance,
      `select h.id as "householdId", h.head_worker_id as "headId", w.id as "memberId" from household_projection h
       join worker_projection w on w.household_id = h.id and w.id <> h.head_worker_id
       where h.id = any($1::uuid[]) and h.status = 'RECORDED' and h.account_token is not null
         and not exists (select from student_projection s where s.id = w.id) order by h.id, w.id limit 1`,
      [untouched.map(({ id }) => id)],
    );
  }

  /** Files payments for start-ups to the head of a household and takes them to the bank; they are sent, not made. */
  async send(family: Family, ...amounts: readonly string[]): Promise<readonly string[]> {
    const sent: string[] = [];
    for (const amount of amounts) {
      const draft = {
        group: 'FILED_HOUSEHOLD',
        purpose: 'STARTUP',
        mode: 'BANK_CARD',
        householdId: family.householdId,
      };
      const filed = { ...draft, allocationId: this.allocationId, amount, ...key() };
      const { id } = await this.step('maker', 'fileDisbursement', filed);
      await this.move('maker', 'validateDisbursement', id);
      await this.move('maker', 'reserveDisbursement', id);
      await this.move('cityChecker', 'approveDisbursement', id);
      await this.move('cashier', 'sendDisbursement', id);
      sent.push(id);
    }
    return sent;
  }

  /** The bank pays everything that was sent. */
  async settle(ids: readonly string[]): Promise<void> {
    const file = { regionCode: LUYANG, ...key() };
    const { id } = await this.officers.step('cashier', 'sendBankFile', 'BankFile', file, { fields: 'id' });
    const query = 'query ($id: ID!) { bankFile(id: $id) { status fileNo } }';
    const { bankFile } = await arrived(
      () => this.officers.ask<{ bankFile: { status: string; fileNo: string } }>('cashier', query, { id }),
      ({ bankFile: { status } }) => status === 'WRITTEN',
    );
    const ordered = this.bank.ordered(bankFile.fileNo);
    await handIn(this.officers, this.bank.result(bankFile.fileNo, ordered), key().idempotencyKey);
    for (const payment of ids)
      await arrived(
        () => this.payment(payment),
        ({ status }) => status === 'PAID',
      );
  }

  /** Sends payments and has the bank pay them. */
  async pay(family: Family, ...amounts: readonly string[]): Promise<readonly string[]> {
    const ids = await this.send(family, ...amounts);
    await this.settle(ids);
    return ids;
  }

  /** Takes a payment back: a cashier asks, the city's checker agrees. */
  async reverse(id: string): Promise<string> {
    const { version } = await this.payment(id);
    await this.step('cashier', 'requestReversal', { id, expectedVersion: version, reason: '账户有误，退回重发' });
    return (await this.move('cityChecker', 'approveReversal', id)).status;
  }

  /** What assistance says of a payment. */
  async payment(id: string): Promise<{ readonly status: string; readonly version: number }> {
    const query = 'query ($id: ID!) { disbursement(id: $id) { status version } }';
    type Payment = { readonly disbursement: { readonly status: string; readonly version: number } };
    return (await this.officers.ask<Payment>('cashier', query, { id })).disbursement;
  }

  private async raise(): Promise<void> {
    const terms = { region: '340100', group: 'FILED_HOUSEHOLD', purpose: 'STARTUP', capScope: 'HOUSEHOLD_YEAR' };
    const standard = { terms: { ...terms, perPayment: '20000.00', perYear: '100000.00' }, validFrom: '2017-01-23' };
    await this.officers.step('city', 'createStandard', 'AidStandard', { ...standard, basis: '样例标准', ...key() }, ID);
    const { id: unionId } = await rowOf<{ id: string }>(
      this.graph.db.enterprises,
      `select id from trade_union where region_code = $1 and level = 'COUNTY'`,
      [LUYANG],
    );
    const fund = { source: 'LOCAL_FISCAL', name: '庐阳区创业扶持资金', year: 2017, raisedBy: 'COUNTY', region: LUYANG };
    const rule = { groups: ['FILED_HOUSEHOLD'], purposes: ['STARTUP'] };
    const { id } = await this.officers.step('county', 'createFund', 'Fund', { ...fund, unionId, rule, ...key() }, ID);
    await this.officers.step('county', 'raiseMoney', 'Fund', { fundId: id, amount: '100000.00', ...key() }, ID);
    const query = 'query ($id: ID!) { fund(id: $id) { allocations { id } } }';
    type Allocations = { readonly fund: { readonly allocations: readonly { readonly id: string }[] } };
    const { allocations } = (await this.officers.ask<Allocations>('county', query, { id })).fund;
    this.allocationId = allocations[0]?.id ?? '';
  }

  private async move(officer: Officer, name: string, id: string): Promise<{ readonly status: string }> {
    return this.step(officer, name, { id, expectedVersion: (await this.payment(id)).version });
  }

  /** A step that is expected to be taken: whatever refuses it ends the story. */
  private async step(
    officer: Officer,
    name: string,
    input: object,
  ): Promise<{ readonly id: string; readonly status: string }> {
    const outcome = await this.officers.step(officer, name, 'Disbursement', input);
    if (outcome.__typename !== 'Disbursement') throw new TypeError(`${name}: ${JSON.stringify(outcome)}`);
    return outcome;
  }
}

const ID = { fields: 'id' };
