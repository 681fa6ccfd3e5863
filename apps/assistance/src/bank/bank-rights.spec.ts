import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { countStatements, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aResult, cashier, failedLine, paidLine, sentPayments, TestBank } from './bank-builders';

describe('who may act on the bank’s files', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const bank = new TestBank(() => db);
  afterAll(() => bank.dispose());
  const id = newId();
  const step = `id: "${id}", expectedVersion: 1`;
  const mutations: readonly [string, string][] = [
    ['sendBankFile', 'idempotencyKey: "key-of-rights", regionCode: "340100"'],
    ['resendBankFile', step],
    ['queryBankFile', step],
    ['startBankResult', 'idempotencyKey: "key-of-rights", regionCode: "340100"'],
    ['appendBankResult', `id: "${id}", startByte: 0, content: "eA=="`],
    ['finishBankResult', step],
    ['resumeBankResult', step],
    ['fetchBankFiles', 'regionCode: "340000"'],
    ['resolveBankAnomaly', `${step}, resolution: DISMISSED, reason: "查无异常"`],
    ['postPaymentReturn', `${step}, idempotencyKey: "key-of-rights", amount: "1.00", bankRef: "R", reason: "退回"`],
  ];

  it.each(mutations)('%s is refused to everyone but a cashier', async (name, input) => {
    for (const role of ['maker', 'checker', 'county', 'province', 'auditor', 'analyst', 'admin'] as const) {
      const asked = bank.ask(`mutation { ${name}(input: { ${input} }) { __typename } }`, {}, viewerWith({ role }));
      await expect(asked).rejects.toThrow('do not allow');
    }
  });

  it.each(mutations.filter(([, input]) => input.includes(id)))(
    '%s of a file that is not there, or elsewhere, is NOT_FOUND',
    async (name, input) => {
      await expect(bank.ask(`mutation { ${name}(input: { ${input} }) { __typename } }`)).rejects.toThrow(
        /^No \w+ with this id/,
      );
    },
  );
});

describe('reading the bank’s files', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const bank = new TestBank(() => db);
  afterAll(() => bank.dispose());

  beforeAll(async () => {
    for (let round = 0; round < 3; round += 1) {
      await sentPayments(db, 3);
      const fileNo = String((await bank.send()).fileNo);
      const [first, ...rest] = await bank.sentLines(fileNo);
      if (!first) throw new Error('three lines');
      await bank.upload(
        aResult([failedLine(fileNo, first), ...rest.map((line) => paidLine(fileNo, line)), paidLine(fileNo, first)]),
      );
    }
  });

  it.each<[string, number]>([
    [
      '{ bankFiles { nodes { fileNo confirmedCount rejectedCount confirmedAmount progress { state } region { code } } } }',
      3,
    ],
    ['{ bankAnswers { nodes { answerNo appliedCount progress { state } } } }', 2],
    [
      '{ bankAnomalies { nodes { kind answer { answerNo } disbursement { status bankLines { fileNo state } returns { amount } } } } }',
      5,
    ],
  ])('%s takes as many statements for three as for one', async (query, statements) => {
    const page = await countStatements(db.app, () => bank.ask<{ nodes: object[] }>(query, {}, cashier));
    expect(page.result.nodes).toHaveLength(3);
    expect(page.statements).toHaveLength(statements);
  });

  it('shows each region its own alone', async () => {
    for (const name of ['bankFiles', 'bankAnswers', 'bankAnomalies', 'reconciliation']) {
      const seen = await bank.ask<{ totalCount: number }>(
        `{ ${name} { totalCount } }`,
        {},
        viewerWith({ role: 'auditor', read: ['341100'] }),
      );
      expect([name, seen.totalCount]).toEqual([name, 0]);
    }
  });
});

describe('assistance without a bank', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const bank = new TestBank(() => db, null);
  afterAll(() => bank.dispose());

  it.each([
    ['sendBankFile', 'idempotencyKey: "key-of-rights", regionCode: "340100"'],
    ['fetchBankFiles', 'regionCode: "340000"'],
  ])('%s says what is missing', async (name, input) => {
    const answer = await bank.ask(
      `mutation { ${name}(input: { ${input} }) { __typename ... on RuleBroken { rule } } }`,
    );
    expect(answer).toEqual({ __typename: 'RuleBroken', rule: 'BANK_CONFIGURED' });
  });
});
