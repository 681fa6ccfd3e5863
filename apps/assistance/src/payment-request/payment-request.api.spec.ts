import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import { newId } from '@nuan/kernel';
import { countStatements, executeSubgraph, insertRow, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { type Ground, officer, payingGround, standards } from '../disbursement/payment-builders';
import { aKey, type Answer, answerOf, mutate } from '../mutation-kit';
import { fedBy, type FedChange } from '../projection/feed-builders';

const PAYMENT = '... on Disbursement { id status version requestId payee { id } enterprise { id } region { code } }';
const HELD = `${PAYMENT} ... on PaymentHeldBack { problems { rule } }`;
const LIST = `query($where: PaymentRequestWhere) { paymentRequests(where: $where) { asOf
  nodes { id kind amount mode workers advance { id } worker { id } enterprise { id } region { code } disbursement { id status } } } }`;

interface Listed {
  readonly paymentRequests: { readonly nodes: readonly Record<string, unknown>[] };
}

describe('what migrants asks assistance to pay', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  let ground: Ground;
  beforeAll(async () => {
    await standards(db);
    for (const purpose of ['TRANSPORT', 'TEMPORARY'])
      await insertRow(db.owner, 'aid_standard', {
        id: newId(),
        region_code: '340000',
        target_group: 'NON_FILED_HARDSHIP',
        purpose,
        cap_scope: 'PERSON_YEAR',
        per_payment_fen: 300_000,
        per_year_fen: 600_000,
        valid_from: '2016-01-01',
        basis: '测试',
      });
  });
  beforeEach(async () => {
    const rules = { rule_groups: ['NON_FILED_HARDSHIP'], rule_purposes: ['TRANSPORT'] };
    ground = await payingGround(db, { fund: rules });
  });

  const fed = (...changes: FedChange[]): Promise<void> => fedBy('migrants', db, ...changes);
  const travel = async (
    regionCode = '340102',
    mode: 'BANK_CARD' | 'PASSBOOK' | null = 'BANK_CARD',
  ): Promise<{ id: string; workerId: string }> => {
    const [id, workerId] = [newId(), newId()];
    const facts = {
      returnServiceId: newId(),
      workerId,
      amountFen: 20_000,
      requestedOn: '2017-01-20',
      mode,
    };
    await fed({ entity: 'TravelSubsidyRequest', id, version: 1, regionCode, facts });
    return { id, workerId };
  };
  const advance = async (): Promise<{ id: string; enterpriseId: string }> => {
    const [id, enterpriseId] = [newId(), newId()];
    const sums = { workers: 3, amountFen: 90_000, requestedOn: '2017-01-19' };
    const facts = { wageCaseId: newId(), enterpriseId, ...sums };
    await fed({ entity: 'AdvanceRequest', id, version: 1, regionCode: '340102', facts });
    return { id, enterpriseId };
  };
  const paying = (requestId: string, more: object = {}): object => ({
    allocationId: ground.holding.allocationId,
    group: 'NON_FILED_HARDSHIP',
    purpose: 'TRANSPORT',
    mode: 'BANK_CARD',
    amount: '200.00',
    requestId,
    idempotencyKey: aKey(),
    ...more,
  });
  const file = (requestId: string, more: object = {}): Promise<Answer> =>
    answerOf(db, 'fileDisbursement', paying(requestId, more), { selection: PAYMENT });
  const list = async (
    where: object,
    viewer: Viewer = officer('maker'),
  ): Promise<readonly Record<string, unknown>[]> => {
    const asked = { db: db.app, viewer, query: LIST, variables: { where } };
    const { data, errors } = await executeSubgraph<Listed>(assistanceSubgraph, asked);
    expect(errors).toEqual([]);
    return data.paymentRequests.nodes;
  };

  it('comes by the feed, is paid to whom it names, and shows its payment', async () => {
    const { id, workerId } = await travel();
    const open = { kind: { eq: 'TRAVEL_SUBSIDY' }, workerId: { eq: workerId }, isOpen: { eq: true } };
    expect(await list(open)).toEqual([
      {
        ...{
          id,
          kind: 'TRAVEL_SUBSIDY',
          amount: '200.00',
          mode: 'BANK_CARD',
          workers: null,
          advance: null,
          worker: { id: workerId },
        },
        ...{ enterprise: null, region: { code: '340102' }, disbursement: null },
      },
    ]);
    const filed = await file(id);
    expect(filed).toMatchObject({
      status: 'DRAFT',
      requestId: id,
      payee: { id: workerId },
      region: { code: '340102' },
    });
    expect(await list(open)).toEqual([]);
    const [answered] = await list({ workerId: { eq: workerId }, isOpen: { eq: false } });
    expect(answered).toMatchObject({ disbursement: { id: filed.id, status: 'DRAFT' } });
  });

  it('is an advance of wages with its enterprise, which the entity of migrants shows as paid', async () => {
    const { id, enterpriseId } = await advance();
    const payeeId = newId();
    const filed = await file(id, { purpose: 'TEMPORARY', amount: '900.00', payeeId });
    expect(filed).toMatchObject({ requestId: id, payee: { id: payeeId }, enterprise: { id: enterpriseId } });
    const [listed] = await list({ enterpriseId: { eq: enterpriseId } });
    expect(listed).toMatchObject({
      kind: 'WAGE_ADVANCE',
      workers: 3,
      advance: { id },
      worker: null,
      disbursement: { id: filed.id },
    });
    const query = `query($of: [_Any!]!) { _entities(representations: $of) { ... on AdvanceRequest { disbursement { id } } } }`;
    const of = [id, newId()].map((each) => ({ __typename: 'AdvanceRequest', id: each }));
    const asked = { db: db.app, viewer: officer('maker'), query, variables: { of } };
    const { result, statements } = await countStatements(db.app, () => executeSubgraph(assistanceSubgraph, asked));
    expect(result.data).toEqual({ _entities: [{ disbursement: { id: filed.id } }, { disbursement: null }] });
    expect(statements).toHaveLength(1);
  });

  it('is not paid beyond what was asked, for another purpose, to another person or elsewhere', async () => {
    const { id } = await travel();
    const { id: ofWages } = await advance();
    const wages = { purpose: 'TEMPORARY', payeeId: newId() };
    expect(await file(id, { amount: '200.01' })).toMatchObject({
      ...{ rule: 'AMOUNT_ABOVE_REQUEST', field: 'amount' },
      facts: [{ name: 'requestedFen', value: '20000' }],
    });
    const refusals: [string, object, object][] = [
      [id, { purpose: 'LIVING' }, { rule: 'REQUEST_PURPOSE', field: 'purpose' }],
      [ofWages, { ...wages, purpose: 'TRANSPORT' }, { rule: 'REQUEST_PURPOSE', field: 'purpose' }],
      [id, { payeeId: newId() }, { rule: 'NOT_AS_REQUESTED', field: 'payeeId' }],
      [ofWages, { ...wages, enterpriseId: newId() }, { rule: 'NOT_AS_REQUESTED', field: 'enterpriseId' }],
      [id, { regionCode: '340103' }, { rule: 'NOT_AS_REQUESTED', field: 'regionCode' }],
    ];
    for (const [request, more, refusal] of refusals) expect(await file(request, more)).toMatchObject(refusal);
    expect(await list({ isOpen: { eq: true } })).toEqual(
      expect.arrayContaining([expect.objectContaining({ id }), expect.objectContaining({ id: ofWages })]),
    );
  });

  it.each(['CASH', 'GOODS', 'VOUCHER'])(
    'a subsidy to travel is paid to a card or passbook and never as %s',
    async (mode) => {
      const { id } = await travel('340102', null);
      const cash = mode === 'CASH' ? { cashReason: '当场发放' } : {};
      expect(await file(id, { mode, ...cash })).toMatchObject({
        ...{ rule: 'REQUEST_MODE', field: 'mode' },
        facts: [{ name: 'modes', value: 'BANK_CARD,PASSBOOK' }],
      });
      expect(await file(id, { mode: 'PASSBOOK' })).toMatchObject({ status: 'DRAFT', requestId: id });
    },
  );

  it.each([
    ['BANK_CARD', 'PASSBOOK'],
    ['PASSBOOK', 'BANK_CARD'],
  ] as const)('a subsidy that was asked for by %s is not paid by %s', async (asked, other) => {
    const { id } = await travel('340102', asked);
    expect(await file(id, { mode: other })).toMatchObject({
      ...{ rule: 'REQUEST_MODE', field: 'mode', facts: [{ name: 'modes', value: asked }] },
    });
    expect(await file(id, { mode: asked })).toMatchObject({ status: 'DRAFT', requestId: id });
  });

  it('wages are advanced in money: never in goods or vouchers, and in cash only as cash is allowed', async () => {
    const { id } = await advance();
    const wages = { purpose: 'TEMPORARY', payeeId: newId(), amount: '900.00' };
    for (const mode of ['GOODS', 'VOUCHER'])
      expect(await file(id, { ...wages, mode })).toMatchObject({ rule: 'REQUEST_MODE', field: 'mode' });
    expect(await file(id, { ...wages, mode: 'CASH' })).toMatchObject({ rule: 'CASH_REASON_REQUIRED' });
    const filed = await file(id, { ...wages, mode: 'CASH', cashReason: '工人已返乡' });
    const step = { id: filed.id, expectedVersion: filed.version };
    const checked = await answerOf(db, 'validateDisbursement', step, { selection: HELD });
    expect(checked['problems']).toEqual(expect.arrayContaining([{ rule: 'CASH_FOR_CONSOLED_ONLY' }]));
    const release = { ...step, expectedVersion: 2, reason: '改为打卡' };
    await answerOf(db, 'releaseDisbursement', release, { selection: PAYMENT });
  });

  it('is unknown when no feed brought it, and to officers of elsewhere', async () => {
    const { id } = await travel('340202');
    for (const request of [newId(), id]) {
      const refused = await mutate(db, 'fileDisbursement', paying(request), { selection: PAYMENT });
      expect(refused.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    }
    expect(await list({ region: { eq: '340202' } })).toEqual([]);
    const reader = viewerWith({ role: 'maker', read: ['340202'], subject: 'maker-7' });
    expect(await list({}, reader)).toMatchObject([{ id }]);
  });

  it('has one payment that stands, of two at once too; one that is released makes room', async () => {
    const { id } = await travel();
    const both = await Promise.all([file(id), file(id)]);
    const won = both.find(({ __typename }) => __typename === 'Disbursement');
    expect(both.find((answer) => answer !== won)).toMatchObject({ rule: 'REQUEST_ANSWERED', field: 'requestId' });
    const step = { id: won?.id, expectedVersion: won?.version, reason: '金额有误' };
    expect(await answerOf(db, 'releaseDisbursement', step, { selection: PAYMENT })).toMatchObject({
      status: 'RELEASED',
    });
    expect(await list({ isOpen: { eq: true } })).toEqual(
      expect.arrayContaining([expect.objectContaining({ id, disbursement: null })]),
    );
    expect(await file(id)).toMatchObject({ status: 'DRAFT', requestId: id });
  });

  it('I14: is paid by no money earmarked for something else', async () => {
    const { id } = await travel();
    const filed = await file(id, { purpose: 'TEMPORARY' });
    const step = { id: filed.id, expectedVersion: filed.version };
    const checked = await answerOf(db, 'validateDisbursement', step, { selection: HELD });
    expect(checked).toMatchObject({ __typename: 'PaymentHeldBack' });
    expect(checked['problems']).toEqual(expect.arrayContaining([{ rule: 'EARMARK_NOT_ADMITTED' }]));
    await answerOf(
      db,
      'releaseDisbursement',
      { ...step, expectedVersion: 2, reason: '改用交通补贴' },
      { selection: PAYMENT },
    );
  });

  it('keeps the newest facts, however the feed repeats them', async () => {
    const { id } = await travel();
    const facts = { returnServiceId: newId(), workerId: newId(), amountFen: 1, requestedOn: '2017-01-20' };
    await fed({ entity: 'TravelSubsidyRequest', id, version: 1, regionCode: '340102', facts });
    expect(await list({ isOpen: { eq: true }, amount: { eq: '0.01' } })).toEqual([]);
  });
});
