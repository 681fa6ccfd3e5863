import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aBeneficiary, aCampaign, aPayment, type Holding, passedDown, raised } from '../ledger/money-builders';
import { aidContributors } from './aid.contributors';

interface Row {
  readonly metric: string;
  readonly campaign: string;
  readonly year: number;
  readonly key: string;
  readonly contributors: string;
  readonly largest_fen: string;
}

describe('who is behind the money of assistance', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const [first, second] = [newId(), newId()];
  let rows: readonly Row[];
  const of = (metric: string, key = '*', campaign = ''): string[] =>
    rows
      .filter((row) => row.metric === metric && row.key === key && row.campaign === campaign)
      .map(({ contributors, largest_fen }) => `${contributors} ${largest_fen}`);

  beforeAll(async () => {
    const campaign = await aCampaign(db.app, { code: 'WHO2017' });
    const holding: Holding = await passedDown(
      db.app,
      await raised(db.app, 9_000_000, { campaign_code: campaign }),
      '340102',
      5_000_000,
    );
    await aBeneficiary(db.app, campaign, { beneficiary_id: first });
    await aPayment(db.owner, holding, { household_id: first, amount_fen: 30_000 });
    const outside = { campaign_code: null, purpose: 'MEDICAL', is_first_of_year: false };
    await aPayment(db.owner, holding, { ...outside, household_id: first, amount_fen: 20_000 });
    await aPayment(db.owner, holding, { ...outside, household_id: first, amount_fen: 15_000 });
    await aPayment(db.owner, holding, { ...outside, household_id: second, amount_fen: 10_000 });
    rows = await db.owner.query<Row[]>(aidContributors.sql);
  });

  it('are households, each with all its payments of a campaign, of a year, and of a year outside campaigns', () => {
    expect(of('aid.group', '*', 'WHO2017')).toEqual(['1 30000']);
    expect(of('year.aid.group')).toEqual(['2 65000']);
    expect(of('outside.aid.group')).toEqual(['2 35000']);
    expect(of('year.aid.purpose', 'MEDICAL')).toEqual(['2 35000']);
  });

  it('are the funds that money was raised into, where no donation says the donor', () => {
    expect(of('raised', '*', 'WHO2017')).toEqual(['1 9000000']);
  });
});
