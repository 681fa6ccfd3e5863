import { assertCan, type Viewer, writePatterns } from '@nuan/auth';
import { isUniqueViolation } from '@nuan/database';
import { InvalidInputError, NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForUnion, type Refusal, RuleBroken } from '@nuan/federation';
import { type LocalDate, newId, yuan } from '@nuan/kernel';

import { documentText } from '../ledger/amount';
import type { DonationService } from './donation.service';
import type { IssueLotInput, TakeBackLotIssueInput, WriteOffLotInput } from './donation-write.inputs';
import type { LotIssueOutcome } from './donation.results';
import { type LotIssue, LotIssueKind } from './lot-issue.entity';
import { issueValue } from './lot-value';

const MAX_PERSONS = 1000;

/** A lot and its donation, locked. */
interface LotRow {
  readonly id: string;
  readonly donation_id: string;
  readonly region_code: string;
  readonly union_id: string;
  readonly received_on: LocalDate;
  readonly quantity: number;
  readonly value_fen: string;
  readonly issued_quantity: number;
  readonly issued_value_fen: string;
  readonly written_off_quantity: number;
  readonly written_off_value_fen: string;
}

/** What is to be entered for a lot. */
interface Entry {
  readonly kind: LotIssueKind;
  readonly quantity: number;
  readonly recipients: number;
  readonly issuedOn: LocalDate;
  readonly reason: string | null;
}

/** Issues donated goods (发放捐赠物资) at their share of the lot's recorded value, writes them off, and takes entries back (I22, I36). */
export class LotIssueWriter {
  constructor(
    private readonly acts: Acts,
    private readonly donations: DonationService,
  ) {}

  /**
   * Gives goods of a lot to people: a count of them, or a list, of whom nobody had anything of the donation before.
   *
   * @throws NotFoundError when the lot is outside the viewer's write regions. @throws InvalidInputError for malformed values.
   */
  issue(viewer: Viewer, input: IssueLotInput): Promise<LotIssueOutcome> {
    assertCan(viewer, 'donation:write');
    const persons = [...new Set(input.personIds ?? [])];
    const recipients = recipientsOf(input, persons);
    return this.enter(viewer, 'lot.issue', input, async (tx) => {
      const lot = await lockLot(tx, input.lotId);
      const issuedOn = input.issuedOn ?? tx.today;
      if (issuedOn > tx.today || issuedOn < lot.received_on)
        return tx.refuse(
          new RuleBroken('ISSUED_AFTER_RECEIPT', 'issuedOn', 'Goods are issued after they came in, not ahead of time.'),
        );
      if (recipients > input.quantity)
        return tx.refuse(
          new RuleBroken('ONE_EACH', 'recipients', 'There is not one for each: issue more, or to fewer.'),
        );
      const entry = { kind: LotIssueKind.ISSUED, quantity: input.quantity, recipients, issuedOn, reason: null };
      const id = await enterOf(tx, lot, entry);
      await nameRecipients(tx, id, lot.donation_id, persons);
      return id;
    });
  }

  /** Writes goods of a lot off: lost, spoilt or given back to the donor. */
  writeOff(viewer: Viewer, input: WriteOffLotInput): Promise<LotIssueOutcome> {
    assertCan(viewer, 'donation:write');
    assertQuantity(input.quantity);
    const reason = documentText('reason', input.reason);
    return this.enter(viewer, 'lot.writeOff', input, async (tx) => {
      const lot = await lockLot(tx, input.lotId);
      const entry = {
        kind: LotIssueKind.WRITTEN_OFF,
        quantity: input.quantity,
        recipients: 0,
        issuedOn: tx.today,
        reason,
      };
      return enterOf(tx, lot, entry);
    });
  }

  /** Takes an entry back by one with the opposite sign: the goods are in store again, its recipients may receive again. */
  takeBack(viewer: Viewer, input: TakeBackLotIssueInput): Promise<LotIssueOutcome> {
    assertCan(viewer, 'donation:write');
    const reason = documentText('reason', input.reason);
    return this.enter(viewer, 'lot.takeBack', input, async (tx) => {
      const [issue] = await tx.query<{ lot_id: string; reverses_id: string | null }[]>(
        'select lot_id, reverses_id from lot_issue where id = $1',
        [input.issueId],
      );
      if (issue === undefined) throw new NotFoundError('LotIssue', input.issueId);
      await lockLot(tx, issue.lot_id, 'issueId');
      if (issue.reverses_id !== null)
        return tx.refuse(new RuleBroken('REVERSED_ONCE', 'issueId', 'A correction is not taken back: enter it anew.'));
      return reverse(tx, input.issueId, reason);
    });
  }

  private enter(
    viewer: Viewer,
    action: string,
    { idempotencyKey: key, ...request }: { readonly idempotencyKey: string },
    work: (tx: ActTransaction) => Promise<string>,
  ): Promise<LotIssueOutcome> {
    return this.acts.once<LotIssue, Refusal>(viewer, action, { key, request }, work, (id) =>
      this.donations.getIssue(viewer, id),
    );
  }
}

function assertQuantity(quantity: number): void {
  if (quantity <= 0) throw new InvalidInputError('quantity', 'QUANTITY_POSITIVE', 'At least one.');
}

/** How many persons receive: the list's, or the count; one of the two is given. */
function recipientsOf({ quantity, recipients, personIds }: IssueLotInput, persons: readonly string[]): number {
  assertQuantity(quantity);
  const isListed = (personIds ?? []).length > 0;
  if (isListed === (typeof recipients === 'number'))
    throw new InvalidInputError('recipients', 'COUNT_OR_LIST', 'Give a count of the recipients or a list of them.');
  if (persons.length !== (personIds ?? []).length)
    throw new InvalidInputError('personIds', 'LISTED_ONCE', 'A person is listed once.');
  if (persons.length > MAX_PERSONS)
    throw new InvalidInputError('personIds', 'LIST_SHORT', 'At most 1000 persons at a time.', { most: MAX_PERSONS });
  const count = recipients ?? persons.length;
  if (count <= 0) throw new InvalidInputError('recipients', 'RECIPIENTS_POSITIVE', 'Somebody receives the goods.');
  return count;
}

async function lockLot(tx: ActTransaction, id: string, field = 'lotId'): Promise<LotRow> {
  const [lot] = await tx.query<LotRow[]>(
    `select l.id, l.donation_id, g.region_code, g.union_id, g.received_on::text as received_on, l.quantity, l.value_fen, l.issued_quantity,
       l.issued_value_fen, l.written_off_quantity, l.written_off_value_fen
     from donation_lot l join donation g on g.id = l.donation_id
     where l.id = $1 and g.region_code like any($2::text[]) for update of l`,
    [id, writePatterns(tx.viewer)],
  );
  if (!lot) throw new NotFoundError('DonationLot', id);
  await assertWritesForUnion(tx, lot.union_id, field, 'donation:write');
  tx.about('DonationLot', id);
  tx.within(lot.region_code);
  return lot;
}

async function enterOf(tx: ActTransaction, lot: LotRow, entry: Entry): Promise<string> {
  const goneQuantity = lot.issued_quantity + lot.written_off_quantity;
  const left = lot.quantity - goneQuantity;
  if (entry.quantity > left)
    return tx.refuse(new RuleBroken('LOT_QUANTITY', 'quantity', 'The lot does not hold that many any more.', { left }));
  const goneValueFen = BigInt(lot.issued_value_fen) + BigInt(lot.written_off_value_fen);
  const balance = { quantity: lot.quantity, valueFen: BigInt(lot.value_fen), goneQuantity, goneValueFen };
  const value = issueValue(balance, entry.quantity);
  const id = newId();
  await tx.query(
    `insert into lot_issue (id, lot_id, kind, quantity, recipients, value_fen, issued_on, reason, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[id, lot.id, entry.kind, entry.quantity, entry.recipients, String(value), entry.issuedOn, entry.reason],
      ...[tx.viewer.subject, tx.now],
    ],
  );
  tx.about('LotIssue', id);
  tx.note({ kind: entry.kind, quantity: entry.quantity, recipients: entry.recipients, value: yuan(value) });
  return id;
}

async function nameRecipients(
  tx: ActTransaction,
  issueId: string,
  donationId: string,
  persons: readonly string[],
): Promise<void> {
  if (persons.length === 0) return;
  tx.about('Worker', persons);
  await tx
    .query(
      'insert into lot_issue_recipient (issue_id, person_id, donation_id) select $1, person_id, $2 from unnest($3::uuid[]) p (person_id)',
      [issueId, donationId, persons],
    )
    .catch((error: unknown) => {
      if (!isUniqueViolation(error, 'lot_issue_recipient_donation_id_person_id_unique')) throw error;
      return tx.refuse(
        new RuleBroken('ONCE_PER_DONATION', 'personIds', 'One of them received from this donation before.'),
      );
    });
}

async function reverse(tx: ActTransaction, issueId: string, reason: string): Promise<string> {
  const id = newId();
  await tx
    .query(
      `insert into lot_issue (id, lot_id, kind, quantity, recipients, value_fen, issued_on, reason, reverses_id, made_by, made_at)
       select $1, lot_id, kind, -quantity, -recipients, -value_fen, $3, $4, id, $5, $6 from lot_issue where id = $2`,
      [id, issueId, tx.today, reason, tx.viewer.subject, tx.now],
    )
    .catch((error: unknown) => {
      if (!isUniqueViolation(error, 'lot_issue_reverses_id_unique')) throw error;
      return tx.refuse(new RuleBroken('REVERSED_ONCE', 'issueId', 'It was taken back before.'));
    });
  tx.about('LotIssue', [id, issueId]);
  tx.note({ reason });
  return id;
}
