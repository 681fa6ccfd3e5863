import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { insertRow, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aSentBatch } from '../disbursement/payment-builders';
import { boundedOfficer, COAL, plantTwoUnions, STEEL } from '../disbursement/union-builders';
import { aPayment, type Holding, passedDown, raised } from '../ledger/money-builders';
import { aKey } from '../mutation-kit';
import { SENT, TestBank } from './bank-builders';

describe('the bank’s files and who writes for some unions of a region', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const bank = new TestBank(() => db);
  afterAll(() => bank.dispose());
  const viewer = boundedOfficer('cashier', [STEEL], { read: ['340100'] });
  let steel: Holding;
  let coal: Holding;
  beforeAll(async () => {
    await plantTwoUnions(db);
    const holding = await raised(db.owner, 900_000);
    steel = await passedDown(db.owner, holding, '340102', 300_000, STEEL);
    coal = await passedDown(db.owner, holding, '340102', 300_000, COAL);
  });

  /** A batch that was sent, with a line that each of the holdings pays. */
  const aBatch = async (...payers: readonly Holding[]): Promise<string> => {
    const id = await aSentBatch(db.owner, steel, { line_count: payers.length });
    for (const [at, payer] of payers.entries())
      await aPayment(db.owner, payer, { ...SENT, batch_id: id, position: at + 1 });
    return id;
  };
  const send = (batchId: string, by = viewer): Promise<{ readonly id?: string; readonly lineCount?: number }> =>
    bank.ask(
      `mutation($input: SendBankFileInput!) { sendBankFile(input: $input) { ... on BankFile { id lineCount } } }`,
      { input: { idempotencyKey: aKey(), batchId } },
      by,
    );

  it.each([
    ['sendBankFile', 'idempotencyKey: "key-of-unions", regionCode: "340100"'],
    ['startBankResult', 'idempotencyKey: "key-of-unions", regionCode: "340100"'],
    ['appendBankResult', `id: "${newId()}", startByte: 0, content: "eA=="`],
    ['finishBankResult', `id: "${newId()}", expectedVersion: 1`],
    ['resumeBankResult', `id: "${newId()}", expectedVersion: 1`],
  ])('I34: %s, which is of a whole region, is refused', async (name, input) => {
    const asked = bank.ask(`mutation { ${name}(input: { ${input} }) { __typename } }`, {}, viewer);
    await expect(asked).rejects.toThrow('This is of a whole region');
  });

  it('I34: fetchBankFiles, which is of the province, is refused', async () => {
    const province = boundedOfficer('cashier', [STEEL], { read: ['340000'] });
    const asked = bank.ask('mutation { fetchBankFiles(input: { regionCode: "340000" }) { __typename } }', {}, province);
    await expect(asked).rejects.toThrow('This is of a whole region');
  });

  it('I34: a batch is sent to the bank whole, by who writes for every union that pays it', async () => {
    await expect(send(await aBatch(steel, coal))).rejects.toThrow('outside those for which you write');
    const { id = '' } = await send(await aBatch(steel, steel));
    await bank.run();
    expect(await bank.file(id)).toMatchObject({ lineCount: 2 });
  });

  it('I34: a file in which others pay too is neither sent again nor asked about, and is counted whole', async () => {
    const all = boundedOfficer('cashier', [STEEL, COAL], { read: ['340100'] });
    const { id = '' } = await send(await aBatch(steel, coal), all);
    await bank.run();
    for (const name of ['resendBankFile', 'queryBankFile']) {
      const asked = bank.ask(
        `mutation { ${name}(input: { id: "${id}", expectedVersion: 3 }) { __typename } }`,
        {},
        viewer,
      );
      await expect(asked).rejects.toThrow('outside those for which you write');
    }
    const query = `query($id: ID!) { bankFile(id: $id) { lineCount waitingCount } }`;
    expect(await bank.ask(query, { id }, viewer)).toEqual({ lineCount: 2, waitingCount: 2 });
  });

  it('I34: what the bank contradicts itself on is cleared up by the union that pays', async () => {
    const home = { household_id: newId() };
    await insertRow(db.owner, 'household_projection', {
      ...{
        id: home.household_id,
        region_code: '340102',
        union_id: STEEL,
        head_worker_id: newId(),
        category: 'MIN_LIVING',
      },
      ...{
        tier: 'NATIONAL',
        status: 'RECORDED',
        is_migrant: false,
        primary_cause: 'MAJOR_ILLNESS',
        secondary_causes: [],
      },
      ...{ recorded_on: '2016-03-01', source_version: 1 },
    });
    const disbursement_id = await aPayment(db.owner, coal, home);
    const answer_id = await insertRow(db.owner, 'bank_answer', {
      ...{ id: newId(), status: 'RECEIVING', source: 'UPLOAD', region_code: '340100' },
      ...{ received_by: 'cashier-9', received_at: '2017-01-06 09:00+08' },
    });
    const id = await insertRow(db.owner, 'bank_anomaly', {
      ...{
        id: newId(),
        kind: 'LATE',
        status: 'OPEN',
        answer_id,
        line_no: 3,
        file_no: 'N1',
        disbursement_id,
        outcome: 'PAID',
      },
      ...{ amount_fen: 80_000, bank_ref: 'B7', region_code: '340102', found_at: '2017-01-06 09:00+08' },
    });
    const input = `id: "${id}", expectedVersion: 1, resolution: DISMISSED, reason: "查无异常"`;
    const asked = bank.ask(`mutation { resolveBankAnomaly(input: { ${input} }) { __typename } }`, {}, viewer);
    await expect(asked).rejects.toThrow('outside those for which you write');
  });
});
