import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, insertRow, type Row, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { approveDisbursements } from '../disbursement/disbursement-approval';
import { reserveDisbursements } from '../disbursement/disbursement-reservation';
import { sendDisbursements } from '../disbursement/disbursement-sending';
import { DisbursementSettlement } from '../disbursement/disbursement-settlement';
import { validateDisbursements } from '../disbursement/disbursement-validation';
import {
  act,
  aDraft,
  aHousehold,
  aRegistration,
  type Ground,
  officer,
  payingGround,
  standards,
} from '../disbursement/payment-builders';

interface Flags {
  readonly auditFlags: {
    readonly nodes: { readonly rule: string; readonly actors: { readonly role: string; readonly userId: string }[] }[];
  };
}

/** Recorded in 2015 and never reviewed; an officer confirmed that it may be paid. */
const NEVER_REVIEWED = {
  last_reviewed_on: null,
  next_review_due_on: '2016-05-04',
  stale_confirmed_until_on: '2017-03-01',
};

describe('flags of payments that went the whole way', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  let ground: Ground;
  beforeAll(() => standards(db));

  const paid = async (draft: string, secondApprovedBy: string | null = null): Promise<void> => {
    const ids = [draft];
    await act(ground, (tx) => validateDisbursements(tx, ids), officer('maker'));
    await act(ground, (tx) => reserveDisbursements(tx, ids), officer('maker'));
    await act(ground, (tx) =>
      approveDisbursements(tx, ids, {
        ...{ approvedBy: 'checker-1', approvedAt: tx.now, secondApprovedBy },
        secondApprovedAt: secondApprovedBy === null ? null : tx.now,
      }),
    );
    await act(ground, (tx) => sendDisbursements(tx, ids));
    const word = [{ disbursementId: draft, bankRef: 'B1' }];
    expect(await act(ground, (tx) => new DisbursementSettlement().markPaid(tx, word))).toEqual(ids);
  };
  const toHousehold = async (file: Row, payment: Row = {}): Promise<string> => {
    const { id, headId } = await aHousehold(ground, file);
    return aDraft(ground, { household_id: id, payee_id: headId, ...payment });
  };
  const flags = async (): Promise<Flags['auditFlags']['nodes']> => {
    const query = `{ auditFlags(campaign: "${ground.campaign}", first: 20) { nodes { rule actors { role userId } } } }`;
    const { data, errors } = await executeSubgraph<Flags>(assistanceSubgraph, {
      db: db.app,
      viewer: viewerWith(),
      query,
    });
    expect(errors).toEqual([]);
    return data.auditFlags.nodes;
  };

  it.each<[string, () => Promise<string>, readonly string[]]>([
    ['an ordinary one under none', () => toHousehold({}), []],
    ['nearly its cap', () => toHousehold({}, { amount_fen: 285_000 }), ['CAP_NEARLY_REACHED']],
    ['a little less under none', () => toHousehold({}, { amount_fen: 284_999 }), []],
    [
      'days after the recording',
      () => toHousehold({ recorded_on: '2017-01-20', last_reviewed_on: null, next_review_due_on: '2018-01-20' }),
      ['PAID_SOON_AFTER_RECORDING'],
    ],
    ['a file never reviewed, as confirmed', () => toHousehold(NEVER_REVIEWED), ['STALE_FILE']],
    [
      'a file last reviewed over a year ago, as confirmed',
      () => toHousehold({ ...NEVER_REVIEWED, last_reviewed_on: '2016-01-22' }),
      ['STALE_FILE'],
    ],
  ])('are raised on %s', async (_what, draft, rules) => {
    ground = await payingGround(db);
    await paid(await draft());
    expect((await flags()).map(({ rule }) => rule)).toEqual(rules);
  });

  it('are raised on a member who is paid in place of the head', async () => {
    ground = await payingGround(db);
    const { id } = await aHousehold(ground);
    const member = newId();
    await insertRow(db.owner, 'payee_registration', {
      ...{ id: newId(), household_id: id, payee_id: member, region_code: '340102' },
      ...{ account_token: 'of-the-member', account_mask: '************0001', name_matches: true },
      ...{ reason: '户主卧病', registered_by: 'maker-1', registered_at: '2017-01-20 09:00+08' },
    });
    await paid(await aDraft(ground, { household_id: id, payee_id: member }));
    expect(await flags()).toMatchObject([{ rule: 'PAYEE_NOT_HEAD' }]);
  });

  it('are raised on cash, with everyone who acted', async () => {
    ground = await payingGround(db);
    const worker = newId();
    await aRegistration(ground, worker, { target_group: 'DISTRESSED_ENTERPRISE_WORKER' });
    const consolation = { target_group: 'DISTRESSED_ENTERPRISE_WORKER', purpose: 'CONSOLATION', payee_id: worker };
    await paid(await aDraft(ground, { ...consolation, mode: 'CASH', cash_reason: '无银行账户' }), 'checker-2');
    expect(await flags()).toEqual([
      {
        rule: 'CASH_EXCEPTION',
        actors: [
          { role: 'MAKER', userId: 'maker-1' },
          { role: 'CHECKER', userId: 'checker-1' },
          { role: 'SECOND_CHECKER', userId: 'checker-2' },
          { role: 'CASHIER', userId: 'cashier-1' },
        ],
      },
    ]);
  });
});
