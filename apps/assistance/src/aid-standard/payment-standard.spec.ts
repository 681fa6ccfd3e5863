import { describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, insertRow, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { reserveDisbursements } from '../disbursement/disbursement-reservation';
import { validateDisbursements } from '../disbursement/disbursement-validation';
import { act, aDraft, openProblems, payingGround, paymentRow, standards } from '../disbursement/payment-builders';

describe('the standard of a payment', () => {
  const db = useTestDatabase(assistanceSubgraph.database);

  it('I19: is kept with the decision, and is the one that holds when the money is set aside', async () => {
    await standards(db);
    const ground = await payingGround(db);
    const draft = await aDraft(ground);
    const holding = async (): Promise<unknown> => {
      const query = `{ disbursement(id: "${draft}") { standard { id perPayment region { code } } } }`;
      const { data, errors } = await executeSubgraph(assistanceSubgraph, { db: db.app, viewer: viewerWith(), query });
      expect(errors).toEqual([]);
      return (data['disbursement'] as { standard: unknown }).standard;
    };
    expect(await holding()).toBeNull();
    await act(ground, (tx) => validateDisbursements(tx, [draft]));
    expect(await holding()).toMatchObject({ perPayment: '3000.00', region: { code: '340000' } });
    const ofCity = await insertRow(db.owner, 'aid_standard', {
      ...{
        id: newId(),
        region_code: '340100',
        target_group: 'FILED_HOUSEHOLD',
        purpose: 'LIVING',
        cap_scope: 'HOUSEHOLD_YEAR',
      },
      ...{ per_payment_fen: 90_000, per_year_fen: 100_000, valid_from: '2017-01-01', basis: '市标准' },
    });
    await act(ground, (tx) => reserveDisbursements(tx, [draft]));
    expect(await holding()).toMatchObject({ id: ofCity, perPayment: '900.00' });
    expect(await paymentRow(ground, draft)).toMatchObject({ status: 'RESERVED', cap_fen: '90000' });
  });

  it('I19: that was lowered since the check holds back what is above it, and what is within goes on', async () => {
    const ground = await payingGround(db);
    const [large, small] = [await aDraft(ground), await aDraft(ground, { amount_fen: 40_000 })];
    await act(ground, (tx) => validateDisbursements(tx, [large, small]));
    await insertRow(db.owner, 'aid_standard', {
      ...{ id: newId(), region_code: '340102', target_group: 'FILED_HOUSEHOLD', purpose: 'LIVING' },
      ...{ cap_scope: 'HOUSEHOLD_YEAR', per_payment_fen: 50_000, per_year_fen: 600_000 },
      ...{ valid_from: '2017-01-01', basis: '县标准' },
    });
    expect(await act(ground, (tx) => reserveDisbursements(tx, [large, small]))).toEqual({ reserved: 1, refused: 1 });
    expect(await openProblems(ground, [large, small])).toEqual(['PAYMENT_CAP_EXCEEDED']);
    expect(await paymentRow(ground, large)).toMatchObject({ status: 'VALIDATED' });
    expect(await paymentRow(ground, small)).toMatchObject({ status: 'RESERVED', cap_fen: '50000' });
  });
});
