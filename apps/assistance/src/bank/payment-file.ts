import { createHash } from 'node:crypto';

import type { AidPurpose, DeliveryMode } from '@nuan/kernel';

import { encodeText, type FileEncoding } from './file-encoding';

/** One payment in a payment file, in the order of the line numbers. */
export interface PaymentLine {
  /** 1 and up, without gaps. */
  readonly lineNo: number;
  readonly disbursementId: string;
  /** Holder reference: the payee, whose account the bank's real-name card register knows. */
  readonly payeeId: string;
  readonly mode: DeliveryMode;
  readonly amountFen: bigint;
  readonly purpose: AidPurpose;
  /**
   * Opaque token of the account that was checked and approved, which the bank's register maps to the account; null where none
   * was registered, and then the holder's own card is paid. The bank refuses a token that is no longer the holder's.
   */
  readonly accountToken: string | null;
}

/** What the head of a payment file says; the lines follow from the database. */
export interface PaymentFileHead {
  readonly fileNo: string;
  readonly encoding: FileEncoding;
  /** Calendar day, 'YYYY-MM-DD'. */
  readonly preparedOn: string;
  readonly lineCount: number;
  /** Control total, fen. */
  readonly totalFen: bigint;
  /** SHA-256 of the encoded lines, lower-case hex. */
  readonly linesSha256: string;
}

/** A payment file whose head is settled, with its lines as they stream from where they are kept. */
export interface PaymentFile {
  readonly head: PaymentFileHead;
  /** The lines page by page; may be read again, and gives the same each time. */
  readonly lines: () => AsyncIterable<readonly PaymentLine[]>;
}

/** What the account statement of the payee shows (附言). */
const REMARKS: Readonly<Record<AidPurpose, string>> = {
  LIVING: '困难职工生活救助',
  MEDICAL: '困难职工医疗救助',
  STUDY: '困难职工子女助学',
  LEGAL: '困难职工法律援助',
  TEMPORARY: '困难职工临时救助',
  CONSOLATION: '两节送温暖慰问金',
  TRAINING: '职业培训补助',
  STARTUP: '创业扶持',
  ASSET: '生产资料扶持',
  TRANSPORT: '交通补助',
};

const FORMAT = 'NUANPAY|1';

/** A page of lines as the bytes of the file. No field can hold a separator: they are ids, digits, enum values and our own remarks. */
export function encodeLines(lines: readonly PaymentLine[], encoding: FileEncoding): Buffer {
  const text = lines.map(
    ({ lineNo, disbursementId, payeeId, accountToken, mode, amountFen, purpose }) =>
      `P|${lineNo}|${disbursementId}|${payeeId}|${accountToken ?? ''}|${mode}|${amountFen}|CNY|${purpose}|${REMARKS[purpose]}\n`,
  );
  return encodeText(text.join(''), encoding);
}

/** The two lines before the payments: the head with count and control total, and the checksum of the lines. */
export function encodeHead(head: PaymentFileHead): Buffer {
  const { fileNo, encoding, preparedOn, lineCount, totalFen, linesSha256 } = head;
  return encodeText(
    `H|${FORMAT}|${fileNo}|${encoding}|${preparedOn}|${lineCount}|${totalFen}|CNY\nK|SHA256|${linesSha256}\n`,
    encoding,
  );
}

/** Count, control total and checksum of lines that stream past; memory stays that of one page. */
export async function sumLines(
  pages: AsyncIterable<readonly PaymentLine[]>,
  encoding: FileEncoding,
): Promise<Pick<PaymentFileHead, 'lineCount' | 'totalFen' | 'linesSha256'>> {
  const hash = createHash('sha256');
  let lineCount = 0;
  let totalFen = 0n;
  for await (const page of pages) {
    hash.update(encodeLines(page, encoding));
    lineCount += page.length;
    for (const line of page) totalFen += line.amountFen;
  }
  return { lineCount, totalFen, linesSha256: hash.digest('hex') };
}
