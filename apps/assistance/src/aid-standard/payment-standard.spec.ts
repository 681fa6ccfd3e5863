import { describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, insertRow, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { reserveDisbursements } from '../disbursement/disbursement-reservation';
import { validateDisbursements } from '../disbursement/disbursement-validation';
import { act, aDraft, payingGround, paymentRow, standards } from '../disbursement/payment-builders';

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
});
