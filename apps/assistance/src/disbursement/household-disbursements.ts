import { InvalidInputError } from '@nuan/errors';
import type { Connection, PageInfo } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';

import type { Disbursement } from './disbursement.entity';

/** Where a page of a household's payments starts: after this payment, in the order newest first. */
export interface PaymentPosition {
  readonly filedAt: string;
  readonly id: string;
}

/** One page of the payments of one household. */
export interface HouseholdPaymentPage {
  readonly payments: readonly { readonly payment: Disbursement; readonly position: PaymentPosition }[];
  readonly hasNextPage: boolean;
}

/** The opaque cursor of a position. */
export function encodePosition({ filedAt, id }: PaymentPosition): string {
  return Buffer.from(`${filedAt}|${id}`).toString('base64url');
}

/**
 * The position of a cursor.
 *
 * @throws InvalidInputError when the text was not made by {@link encodePosition}.
 */
export function decodePosition(cursor: string): PaymentPosition {
  const [filedAt, id, ...rest] = Buffer.from(cursor, 'base64url').toString('utf8').split('|');
  const isWhole =
    filedAt !== undefined && id !== undefined && rest.length === 0 && isUuid(id) && !Number.isNaN(Date.parse(filedAt));
  if (!isWhole) throw new InvalidInputError('after', 'INVALID_CURSOR', 'The cursor is malformed.');
  return { filedAt, id };
}

/** Reads of one household's payments, batched with those of the other households of the request. */
export interface HouseholdPaymentSource {
  readonly page: () => Promise<HouseholdPaymentPage>;
  readonly count: () => Promise<number>;
  readonly isAfterCursor: boolean;
}

/** The page as a connection: a field that isn't selected costs no statement, and many households cost one. */
export class HouseholdDisbursements implements Pick<
  Connection<Disbursement>,
  'nodes' | 'edges' | 'pageInfo' | 'totalCount'
> {
  constructor(private readonly source: HouseholdPaymentSource) {}

  /** Payments alone, newest first. */
  get nodes(): Promise<readonly Disbursement[]> {
    return this.source.page().then((page) => page.payments.map(({ payment }) => payment));
  }

  /** Payments with their cursors. */
  get edges(): Promise<readonly { readonly cursor: string; readonly node: Disbursement }[]> {
    return this.source
      .page()
      .then((page) =>
        page.payments.map(({ payment, position }) => ({ cursor: encodePosition(position), node: payment })),
      );
  }

  /** Where the page begins and ends. */
  get pageInfo(): Promise<PageInfo> {
    return this.source.page().then(({ payments, hasNextPage }) => {
      const [first, last] = [payments[0], payments.at(-1)];
      return {
        hasNextPage,
        hasPreviousPage: this.source.isAfterCursor,
        startCursor: first ? encodePosition(first.position) : null,
        endCursor: last ? encodePosition(last.position) : null,
      };
    });
  }

  /** All payments of the household. */
  get totalCount(): Promise<number> {
    return this.source.count();
  }
}
