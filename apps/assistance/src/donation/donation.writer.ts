import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import { isCheckViolation } from '@nuan/database';
import { InvalidInputError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForUnion, lockRow, RuleBroken } from '@nuan/federation';
import { FundSource, newId, yuan } from '@nuan/kernel';
import { parentOf, refuseRegion } from '@nuan/regions';

import { brokenByCampaign, raisingOf } from '../fund/fund.writer';
import { assertAmount, documentText } from '../ledger/amount';
import { post } from '../ledger/ledger.writer';
import { DonationKind } from './donation-kind';
import type { ReceiveDonationInput, ReturnDonationInput } from './donation-write.inputs';
import type { Donation } from './donation.entity';
import type { DonationOutcome, DonationRefusal } from './donation.results';
import type { DonationService } from './donation.service';

const MAX_LOTS = 100;

/** The fund that takes donated money, as the writer decides by it. */
interface DonationFund {
  readonly id: string;
  readonly source: FundSource;
  readonly campaign_code: string | null;
}

/** Receives donations (社会捐助) and gives cash back. Cash is raised in the act that records it, and goes back by a counter-entry. */
export class DonationWriter {
  constructor(
    private readonly acts: Acts,
    private readonly donations: DonationService,
  ) {}

  /**
   * Records a donation: cash with its posting into a fund of donations, goods with their lots.
   *
   * @throws ForbiddenError outside the viewer's write regions. @throws NotFoundError for a fund that is not of the region or
   * above it. @throws InvalidInputError for malformed values.
   */
  receive(viewer: Viewer, input: ReceiveDonationInput): Promise<DonationOutcome> {
    assertMayWrite(viewer, input.region, 'donation:write');
    assertGift(input);
    const { idempotencyKey: key, ...request } = input;
    return this.acts.once<Donation, DonationRefusal>(
      viewer,
      'donation.receive',
      { key, request },
      (tx) => receive(tx, input),
      (id) => this.donations.get(viewer, id),
    );
  }

  /** Gives cash back to its donor, or corrects what was recorded too high, by a counter-entry in the ledger (I36). */
  async giveBack(viewer: Viewer, input: ReturnDonationInput): Promise<DonationOutcome> {
    assertCan(viewer, 'donation:write');
    assertAmount('cash', input.cash);
    const reason = documentText('reason', input.reason);
    const done = await this.acts.perform<string, DonationRefusal>(viewer, 'donation.return', (tx) =>
      giveBack(tx, input, reason),
    );
    return typeof done === 'string' ? this.donations.get(viewer, done) : done;
  }
}

/** Asserts that a gift is either cash or goods, whole and of sane size. */
function assertGift({ kind, fundId, cash, lots, donor }: ReceiveDonationInput): void {
  documentText('donor', donor);
  const isCash = kind === DonationKind.CASH;
  if (isCash !== (typeof fundId === 'string') || isCash !== (typeof cash === 'bigint'))
    throw new InvalidInputError('cash', 'CASH_WITH_FUND', 'Cash names its amount and its fund; goods name neither.');
  if (isCash === (lots ?? []).length > 0)
    throw new InvalidInputError('lots', 'GOODS_WITH_LOTS', 'Goods come in lots; cash has none.');
  if ((lots ?? []).length > MAX_LOTS)
    throw new InvalidInputError('lots', 'LOTS_FEW', 'At most 100 lots in one donation.', { most: MAX_LOTS });
  if (typeof cash === 'bigint') assertAmount('cash', cash);
  for (const [at, lot] of (lots ?? []).entries()) {
    assertAmount(`lots.${at}.value`, lot.value);
    if (lot.quantity <= 0) throw new InvalidInputError(`lots.${at}.quantity`, 'QUANTITY_POSITIVE', 'At least one.');
  }
}

async function receive(tx: ActTransaction, input: ReceiveDonationInput): Promise<string> {
  await assertWritesForUnion(tx, input.unionId, 'unionId', 'donation:write');
  if (input.receivedOn > tx.today)
    return tx.refuse(new RuleBroken('RECEIVED', 'receivedOn', 'It is recorded when it has been received.'));
  refuseRegion(tx, 'region', input.region, input.receivedOn);
  const fund = typeof input.fundId === 'string' ? await fundOf(tx, input.fundId, input) : null;
  const campaign = input.campaign ?? fund?.campaign_code ?? null;
  const broken = await brokenByCampaign(tx, campaign, 'campaign');
  if (broken !== null) return tx.refuse(broken);
  const id = newId();
  const cash = input.cash ?? 0n;
  const donor = input.donor.trim();
  const transaction = fund === null ? null : await post(tx, await raisingOf(tx, fund, cash, null));
  await tx.query(
    `insert into donation (id, kind, donor, campaign_code, region_code, union_id, fund_id, cash_fen, received_on, transaction_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[id, input.kind, donor, campaign, input.region, input.unionId, fund?.id ?? null, String(cash)],
      ...[input.receivedOn, transaction],
    ],
  );
  const lots = input.lots ?? [];
  await tx.query(
    `insert into donation_lot (id, donation_id, goods, quantity, measure, value_fen, recipients, valuation)
     select l.id, $1, l.goods, l.quantity, l.measure, l.value_fen, 0, l.valuation
     from unnest($2::uuid[], $3::text[], $4::int[], $5::text[], $6::bigint[], $7::text[]) l (id, goods, quantity, measure, value_fen, valuation)`,
    [
      ...[id, lots.map(() => newId()), lots.map(({ goods }) => goods.trim()), lots.map(({ quantity }) => quantity)],
      ...[
        lots.map(({ measure }) => measure.trim()),
        lots.map(({ value }) => String(value)),
        lots.map((lot) => lot.valuation),
      ],
    ],
  );
  tx.about('Donation', id);
  tx.within(input.region);
  tx.note({ kind: input.kind, cash: yuan(cash), lots: lots.length });
  return id;
}

/** Locks the fund of donations that takes the money: of the region or above it. */
async function fundOf(
  tx: ActTransaction,
  id: string,
  { region, campaign }: ReceiveDonationInput,
): Promise<DonationFund> {
  const city = parentOf(region);
  const patterns = [region, city, city === null ? null : parentOf(city)].filter((code) => code !== null);
  const columns = 'id, source, campaign_code, region_code';
  const target = { table: 'fund', entity: 'Fund', id, expectedVersion: null, columns, patterns };
  const fund = await lockRow<DonationFund>(tx, target);
  if (fund.source !== FundSource.DONATION)
    tx.refuse(new RuleBroken('FUND_OF_DONATIONS', 'fundId', 'Donated money goes into a fund of donations.'));
  if (fund.campaign_code !== null && (campaign ?? fund.campaign_code) !== fund.campaign_code)
    tx.refuse(new RuleBroken('CAMPAIGN_OF_FUND', 'campaign', 'The fund was opened for another campaign.'));
  return fund;
}

async function giveBack(tx: ActTransaction, input: ReturnDonationInput, reason: string): Promise<string> {
  const { id, expectedVersion, cash } = input;
  const donation = await lockRow<{ fund_id: string | null; cash_fen: string; returned_fen: string }>(tx, {
    ...{ table: 'donation', entity: 'Donation', id, expectedVersion },
    columns: 'id, region_code, fund_id, cash_fen, returned_fen, version',
  });
  const rest = BigInt(donation.cash_fen) - BigInt(donation.returned_fen);
  if (donation.fund_id === null || cash > rest)
    return tx.refuse(
      new RuleBroken('WITHIN_DONATION', 'cash', 'No more goes back than was given in cash.', { rest: yuan(rest) }),
    );
  const [fund] = await tx.query<DonationFund[]>('select id, source, campaign_code from fund where id = $1', [
    donation.fund_id,
  ]);
  const campaign_code = fund?.campaign_code ?? null;
  const transaction = await post(tx, await raisingOf(tx, { id: donation.fund_id, campaign_code }, -cash, reason));
  await tx
    .query(
      `insert into donation_return (id, donation_id, cash_fen, reason, transaction_id, returned_by, returned_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [newId(), id, String(cash), reason, transaction, tx.viewer.subject, tx.now],
    )
    .catch((error: unknown) => {
      if (!isCheckViolation(error, 'donation_returned_fen_within_cash')) throw error;
      return tx.refuse(new RuleBroken('WITHIN_DONATION', 'cash', 'No more goes back than was given in cash.'));
    });
  await tx.query('update donation set version = version + 1 where id = $1', [id]);
  tx.note({ cash: yuan(cash), reason });
  return id;
}
