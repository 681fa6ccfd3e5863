import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { arrived } from '../testkit/arrived';
import { inexactFigures } from '../testkit/exact-figures';
import { startSampleSupergraph } from '../testkit/sample-supergraph';
import { Bank } from '../testkit/bank';
import { family, idNumber } from './household';
import { handIn, LUYANG, Office, type Officer } from './officers';

const HEAD_ID = idNumber('1971-02-03', 901);
const CHILD_ID = idNumber('2003-04-05', 902);
const APPLICATION = `query ($id: ID!) { filingApplication(id: $id) { status version checks { id source result } publicity { id earliestEndOn } household { id fileNo head { id } } } }`;
const PAYMENT = `query ($id: ID!) { disbursement(id: $id) { id status version bankRef actors { role userId } household { fileNo } } }`;

interface Application {
  readonly filingApplication: {
    readonly status: string;
    readonly version: number;
    readonly checks: readonly { readonly source: string; readonly result: string }[];
    readonly publicity: { readonly id: string; readonly earliestEndOn: string } | null;
    readonly household: { readonly id: string; readonly fileNo: string; readonly head: { readonly id: string } } | null;
  };
}
interface Payment {
  readonly disbursement: { readonly status: string; readonly version: number; readonly actors: readonly object[] };
}

/** One household's way from its application to a payment that the bank's statement confirms, in order, through the gateway alone. */
describe('a household in hardship', () => {
  let office: Office;
  let bank: Bank;
  let applicationId = '';
  let household = { id: '', headId: '' };
  let paymentId = '';
  const bankDir = mkdtempSync(join(tmpdir(), 'nuan-bank-'));

  beforeAll(async () => {
    office = new Office(await startSampleSupergraph({ isFollowing: true, env: { NUAN_BANK_DIR: bankDir } }));
    bank = new Bank(bankDir);
  });
  afterAll(async () => {
    await office.graph.stop();
    rmSync(bankDir, { recursive: true });
  });

  const application = async () =>
    (await office.ask<Application>('maker', APPLICATION, { id: applicationId })).filingApplication;
  /** A step of the application, at the version that it has now. */
  const filing = async (officer: Officer, name: string, more: object = {}, inputType?: string) => {
    const input = { id: applicationId, expectedVersion: (await application()).version, ...more };
    return office.step(officer, name, 'FilingApplication', input, inputType === undefined ? {} : { inputType });
  };
  const payment = async () => (await office.ask<Payment>('cashier', PAYMENT, { id: paymentId })).disbursement;
  const paying = async (officer: Officer, name: string) =>
    office.step(officer, name, 'Disbursement', { id: paymentId, expectedVersion: (await payment()).version });

  it('is taken down as a draft by its union’s maker, and by nobody else', async () => {
    const [union] = (await office.graph.db.enterprises.query(
      `select id from trade_union where region_code = $1 limit 1`,
      [LUYANG],
    )) as { id: string }[];
    const input = {
      idempotencyKey: 'story-application',
      regionCode: LUYANG,
      unionId: union?.id,
      content: family(HEAD_ID, CHILD_ID),
    };
    expect(await office.refusal('checker', 'createFilingDraft', 'FilingApplication', input)).toBe('FORBIDDEN');
    expect(await office.refusal('neighbour', 'createFilingDraft', 'FilingApplication', input)).toBe('FORBIDDEN');
    const wrong = { ...input, content: family(HEAD_ID.replace(/.$/, HEAD_ID.endsWith('1') ? '2' : '1'), CHILD_ID) };
    expect(await office.refusal('maker', 'createFilingDraft', 'FilingApplication', wrong)).toBe('BAD_USER_INPUT');
    const draft = await office.step('maker', 'createFilingDraft', 'FilingApplication', input);
    expect(draft).toMatchObject({ __typename: 'FilingApplication', status: 'DRAFT' });
    expect((await office.step('maker', 'createFilingDraft', 'FilingApplication', input)).id).toBe(draft.id);
    applicationId = draft.id;
  });

  it('is handed in, reviewed by a second person and visited; no step can be skipped', async () => {
    expect(await filing('maker', 'passFirstReview', {}, 'FilingOpinionInput')).toMatchObject({
      rule: 'TRANSITION',
      state: 'DRAFT',
    });
    expect(await filing('maker', 'submitFiling', {}, 'FilingStepInput')).toMatchObject({ status: 'SUBMITTED' });
    expect(await filing('maker', 'passFirstReview', {}, 'FilingOpinionInput')).toMatchObject({
      __typename: 'RuleBroken',
    });
    expect(await filing('reviewer', 'passFirstReview', {}, 'FilingOpinionInput')).toMatchObject({
      status: 'FIRST_REVIEW',
    });
    const visit = {
      visitedAt: '2017-01-23T17:00:00+08:00',
      visitedBy: ['visitor-1'],
      personsMet: 2,
      confirmsDeclaration: true,
    };
    expect(await filing('maker', 'recordHouseholdVisit', visit)).toMatchObject({ status: 'VISITED' });
    const foreign = { id: applicationId, expectedVersion: 4, place: '公示栏' };
    expect(await office.refusal('neighbour', 'publiciseFiling', 'FilingApplication', foreign)).toBe('NOT_FOUND');
  });

  it('is matched with the list that civil affairs hand in, which names nobody back', async () => {
    const list = Buffer.from(`身份证号,是否低保\n${HEAD_ID},否\n`);
    const announced = {
      source: 'CIVIL_AFFAIRS',
      regionCode: '340000',
      authorisation: '民政〔2017〕1号',
      asOfOn: '2017-01-20',
      idempotencyKey: 'story-civil-affairs',
      fileName: '低保比对.csv',
      bytes: list.length,
      sha256: createHash('sha256').update(list).digest('hex'),
    };
    expect(await office.refusal('cashier', 'startMatchingList', 'MatchingList', announced, { fields: 'id' })).toBe(
      'FORBIDDEN',
    );
    const { id } = await office.step('civilAffairs', 'startMatchingList', 'MatchingList', announced, { fields: 'id' });
    const piece = { id, offset: 0, content: list.toString('base64') };
    await office.step('civilAffairs', 'appendMatchingList', 'MatchingList', piece, { fields: 'id' });
    await office.step('civilAffairs', 'finishMatchingList', 'MatchingList', { id }, { fields: 'id' });
    const read = () =>
      office.ask<{ matchingList: { state: string; entryCount: number } }>(
        'civilAffairs',
        'query ($id: ID!) { matchingList(id: $id) { state entryCount } }',
        { id },
      );
    const { matchingList } = await arrived(read, ({ matchingList: { state } }) => state === 'READY');
    expect(matchingList).toEqual({ state: 'READY', entryCount: 1 });
    await office.step('maker', 'runChecks', 'FilingApplication', { applicationId, sources: ['CIVIL_AFFAIRS'] });
    expect((await application()).checks).toEqual([
      expect.objectContaining({ source: 'CIVIL_AFFAIRS', result: 'MATCH' }),
    ]);
    expect(await filing('maker', 'passFilingChecks', {}, 'FilingOpinionInput')).toMatchObject({
      __typename: 'RuleBroken',
    });
    expect(await filing('verifier', 'passFilingChecks', {}, 'FilingOpinionInput')).toMatchObject({ status: 'CHECKED' });
  });

  it('stands on public notice for five working days over the festival, then is approved and recorded', async () => {
    expect(await filing('maker', 'publiciseFiling', { place: '庐阳区总工会公示栏' })).toMatchObject({
      status: 'PUBLICISED',
    });
    const notice = (await application()).publicity;
    expect(notice?.earliestEndOn).toBe('2017-02-04');
    const close = () =>
      office.step('maker', 'closePublicNotice', 'PublicityNotice', { noticeId: notice?.id }, { fields: 'id' });
    expect(await close()).toMatchObject({ rule: 'NOTICE_NOT_OVER' });
    await office.graph.travelTo(new Date('2017-02-06T09:00:00+08:00'));
    expect(await close()).toMatchObject({ __typename: 'PublicityNotice' });
    expect(await filing('verifier', 'approveFiling', {}, 'FilingOpinionInput')).toMatchObject({
      __typename: 'RuleBroken',
    });
    expect(await filing('checker', 'approveFiling', { opinion: '同意' }, 'FilingOpinionInput')).toMatchObject({
      status: 'APPROVED',
    });
    expect(await filing('checker', 'recordFiling', {}, 'FilingStepInput')).toMatchObject({ status: 'RECORDED' });
    const { household: file } = await application();
    expect(file?.fileNo).toMatch(/^K340103-2017-\d{5}$/);
    household = { id: file?.id ?? '', headId: file?.head.id ?? '' };
  });

  it('gets its plan and its helper as soon as the feed has told of it', async () => {
    const draft = () =>
      office
        .step('maker', 'draftPlan', 'AidPlan', {
          householdId: household.id,
          goalOn: '2019-12-31',
          idempotencyKey: 'story-plan',
        })
        .catch(() => null);
    const plan = await arrived(draft, (outcome) => outcome?.__typename === 'AidPlan');
    const activated = await office.step('maker', 'activatePlan', 'AidPlan', {
      id: plan?.id,
      expectedVersion: plan?.version,
    });
    expect(activated).toMatchObject({ status: 'ACTIVE' });
    const helper = {
      householdId: household.id,
      helperName: '区总工会干部',
      helperRank: 'COUNTY_CADRE',
      idempotencyKey: 'story-pairing',
    };
    expect(await office.step('maker', 'startPairing', 'Pairing', helper, { fields: 'id' })).toMatchObject({
      __typename: 'Pairing',
    });
    const seen = await office.ask(
      'county',
      `query ($id: ID!) { household(id: $id) { activePlan { status } helper { helperRank } } }`,
      { id: household.id },
    );
    expect(seen).toEqual({ household: { activePlan: { status: 'ACTIVE' }, helper: { helperRank: 'COUNTY_CADRE' } } });
  });

  it('is paid from the county’s own money: filed, checked, reserved, approved and sent by three people', async () => {
    const [union] = (await office.graph.db.enterprises.query(
      `select id from trade_union where region_code = $1 and level = 'COUNTY'`,
      [LUYANG],
    )) as { id: string }[];
    const fund = await office.step(
      'county',
      'createFund',
      'Fund',
      {
        source: 'LOCAL_FISCAL',
        name: '庐阳区帮扶资金',
        year: 2017,
        raisedBy: 'COUNTY',
        region: LUYANG,
        unionId: union?.id,
        rule: { groups: ['FILED_HOUSEHOLD'], purposes: ['LIVING'] },
        idempotencyKey: 'story-fund',
      },
      { fields: 'id' },
    );
    const raised = { fundId: fund.id, amount: '1000.00', idempotencyKey: 'story-raise' };
    expect(await office.refusal('maker', 'raiseMoney', 'Fund', raised, { fields: 'id' })).toBe('FORBIDDEN');
    await office.step('county', 'raiseMoney', 'Fund', raised, { fields: 'id' });
    const {
      fund: {
        allocations: [root],
      },
    } = await office.ask<{ fund: { allocations: { id: string }[] } }>(
      'county',
      'query ($id: ID!) { fund(id: $id) { allocations { id } } }',
      { id: fund.id },
    );
    const draft = {
      allocationId: root?.id,
      amount: '800.00',
      group: 'FILED_HOUSEHOLD',
      purpose: 'LIVING',
      mode: 'BANK_CARD',
      householdId: household.id,
      idempotencyKey: 'story-payment',
    };
    expect(await office.refusal('cashier', 'fileDisbursement', 'Disbursement', draft)).toBe('FORBIDDEN');
    paymentId = (await office.step('maker', 'fileDisbursement', 'Disbursement', draft)).id;
    expect(await paying('maker', 'validateDisbursement')).toMatchObject({ status: 'VALIDATED' });
    expect(await paying('maker', 'reserveDisbursement')).toMatchObject({ status: 'RESERVED' });
    const unapproved = { id: paymentId, expectedVersion: (await payment()).version };
    expect(await office.refusal('maker', 'approveDisbursement', 'Disbursement', unapproved)).toBe('FORBIDDEN');
    expect(await office.refusal('nextChecker', 'approveDisbursement', 'Disbursement', unapproved)).toBe('NOT_FOUND');
    expect(await paying('cashier', 'sendDisbursement')).toMatchObject({ rule: 'TRANSITION', state: 'RESERVED' });
    expect(await paying('checker', 'approveDisbursement')).toMatchObject({ status: 'APPROVED' });
    expect(await paying('cashier', 'sendDisbursement')).toMatchObject({ status: 'SENT' });
  });

  it('has its money when the bank says so, and is reconciled when the statement shows it', async () => {
    const sent = await office.step(
      'cashier',
      'sendBankFile',
      'BankFile',
      { regionCode: LUYANG, idempotencyKey: 'story-file' },
      { fields: 'id fileNo' },
    );
    const file = () =>
      office.ask<{ bankFile: { status: string; fileNo: string } }>(
        'cashier',
        'query ($id: ID!) { bankFile(id: $id) { status fileNo } }',
        { id: sent.id },
      );
    const { bankFile } = await arrived(file, ({ bankFile: { status } }) => status === 'WRITTEN');
    const ordered = bank.ordered(bankFile.fileNo);
    expect(ordered).toEqual([{ disbursementId: paymentId, amountFen: '80000' }]);
    await handIn(office, bank.result(bankFile.fileNo, ordered), 'story-result');
    expect((await arrived(payment, ({ status }) => status === 'PAID')).status).toBe('PAID');
    await handIn(office, bank.statement(bankFile.fileNo, ordered), 'story-statement');
    expect((await arrived(payment, ({ status }) => status === 'RECONCILED')).status).toBe('RECONCILED');
    expect((await payment()).actors).toEqual([
      { role: 'MAKER', userId: 'luyang-maker' },
      { role: 'CHECKER', userId: 'luyang-checker' },
      { role: 'CASHIER', userId: 'luyang-cashier' },
    ]);
  });

  it('leaves a trail: who touched it, in two chains that hold', async () => {
    const trail = (field: string, ids: readonly string[]) =>
      office.ask<Record<string, { action: string; actor: string }[]>>(
        'county',
        `query ($ids: [ID!]!) { ${field}(subjectIds: $ids, first: 100) { action actor } }`,
        { ids },
      );
    const { fileAudit = [] } = await trail('fileAudit', [applicationId]);
    expect(fileAudit.map(({ actor }) => actor)).toEqual(
      expect.arrayContaining(['luyang-maker', 'luyang-reviewer', 'luyang-verifier', 'luyang-checker']),
    );
    const { aidAudit = [] } = await trail('aidAudit', [paymentId]);
    expect(new Set(aidAudit.map(({ actor }) => actor))).toEqual(
      new Set(['luyang-maker', 'luyang-checker', 'luyang-cashier']),
    );
    for (const name of ['workers', 'assistance'] as const)
      expect((await verifyAudit(office.graph.db[name])).breaks).toEqual([]);
  });

  it('leaves every figure and derived table of the five subgraphs as a recount of their rows has them', async () => {
    expect(await inexactFigures(office.graph.db)).toEqual([]);
  });
});
