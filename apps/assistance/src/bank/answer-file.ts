import { createHash } from 'node:crypto';

import { isUuid } from '@nuan/kernel';

import { FileEncoding } from './file-encoding';

/** What a file of the bank's is. */
export type AnswerKind = 'RESULT' | 'STATEMENT';

/** RESULT: PAID, FAILED. STATEMENT: DEBIT (money left the dedicated account), CREDIT (money came back). */
export type AnswerOutcome = 'PAID' | 'FAILED' | 'DEBIT' | 'CREDIT';

/** The head of a file of the bank's. */
export interface AnswerHead {
  readonly kind: AnswerKind;
  /** The bank's own number of the file. */
  readonly answerNo: string;
  readonly encoding: FileEncoding;
  /** Calendar day it speaks of, 'YYYY-MM-DD'. */
  readonly datedOn: string;
  readonly lineCount: number;
  /** Control total: the amounts of all lines, whatever their outcome, fen. */
  readonly totalFen: bigint;
  readonly linesSha256: string;
}

/** One line of a file of the bank's. */
export interface AnswerLine {
  /** Its place in the bank's file, 1 and up. */
  readonly lineNo: number;
  /** Number of OUR file that it answers. */
  readonly fileNo: string;
  readonly disbursementId: string;
  readonly amountFen: bigint;
  readonly outcome: AnswerOutcome;
  readonly bankRef: string | null;
  readonly returnCode: string | null;
}

/** Why a file of the bank's is refused as a whole, by rule and line; its text is never repeated. */
export class AnswerFileFault extends RangeError {
  constructor(
    readonly rule: 'HEAD_MALFORMED' | 'LINE_MALFORMED' | 'LINE_COUNT' | 'CONTROL_TOTAL' | 'CHECKSUM' | 'LINE_TOO_LONG',
    /** Line of the file, the head being 1. */
    readonly fileLine: number,
  ) {
    super(`${rule} at line ${fileLine}`);
    this.name = 'AnswerFileFault';
  }
}

/** The longest line that our format can make is under 250 bytes. */
const MAX_LINE_BYTES = 512;
const HEAD_LINES = 2;

const HEAD =
  /^H\|(NUANRES|NUANSTM)\|1\|([A-Za-z0-9-]{1,40})\|(UTF_8|GB18030)\|(\d{4}-\d{2}-\d{2})\|(\d{1,7})\|(\d{1,15})\|CNY$/;
const CHECKSUM = /^K\|SHA256\|([0-9a-f]{64})$/;
const LINE =
  /^R\|(\d{1,7})\|([A-Za-z0-9-]{1,40})\|([0-9a-f-]{36})\|(\d{1,15})\|(PAID|FAILED|DEBIT|CREDIT)\|([A-Za-z0-9-]{0,40})\|([A-Z0-9_]{0,40})$/;

/** The lines of a byte stream, each with the offset of the byte after it; a last line without its end counts as one. */
export async function* splitLines(
  bytes: AsyncIterable<Buffer>,
  startByte = 0,
): AsyncGenerator<{ readonly text: string; readonly raw: Buffer; readonly endByte: number }> {
  let rest: Buffer = Buffer.alloc(0);
  let at = startByte;
  let seen = 0;
  const line = (raw: Buffer): { text: string; raw: Buffer; endByte: number } => {
    at += raw.length;
    seen += 1;
    // Every byte that a well-formed line may hold is ASCII in both encodings, so none needs decoding before it is checked.
    return { raw, text: raw.toString('latin1').replace(/\r?\n$/, ''), endByte: at };
  };
  for await (const piece of bytes) {
    const block = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    let from = 0;
    for (let end = block.indexOf(0x0a); end >= 0; end = block.indexOf(0x0a, from)) {
      yield line(block.subarray(from, end + 1));
      from = end + 1;
    }
    rest = block.subarray(from);
    if (rest.length > MAX_LINE_BYTES) throw new AnswerFileFault('LINE_TOO_LONG', seen + 1);
  }
  if (rest.length > 0) yield line(rest);
}

/** @throws AnswerFileFault when either line isn't that of a head. */
export function parseHead(first: string, second: string): AnswerHead {
  const [, format, answerNo, encoding, datedOn, count, total] = HEAD.exec(first) ?? [];
  if (!format || !answerNo || !datedOn || !count || !total || Number.isNaN(Date.parse(datedOn)))
    throw new AnswerFileFault('HEAD_MALFORMED', 1);
  const linesSha256 = CHECKSUM.exec(second)?.[1];
  if (!linesSha256) throw new AnswerFileFault('HEAD_MALFORMED', 2);
  return {
    kind: format === 'NUANRES' ? 'RESULT' : 'STATEMENT',
    answerNo,
    encoding: encoding === 'GB18030' ? FileEncoding.GB18030 : FileEncoding.UTF_8,
    datedOn,
    lineCount: Number(count),
    totalFen: BigInt(total),
    linesSha256,
  };
}

/**
 * One line after the head. Anything but the exact form is refused: a formula cell, a full-width digit, an amount with a sign.
 *
 * @throws AnswerFileFault with `fileLine`.
 */
export function parseLine(text: string, kind: AnswerKind, fileLine: number): AnswerLine {
  const [, lineNo, fileNo, id, amount, outcome, bankRef = '', returnCode = ''] = LINE.exec(text) ?? [];
  const faulty =
    !lineNo ||
    !fileNo ||
    !id ||
    !isUuid(id) ||
    !amount ||
    BigInt(amount) === 0n ||
    !outcome ||
    !isOutcomeOf(kind, outcome) ||
    (outcome === 'FAILED' ? returnCode === '' || bankRef !== '' : bankRef === '');
  if (faulty) throw new AnswerFileFault('LINE_MALFORMED', fileLine);
  return {
    lineNo: Number(lineNo),
    fileNo,
    disbursementId: id,
    amountFen: BigInt(amount),
    outcome,
    bankRef: bankRef || null,
    returnCode: returnCode || null,
  };
}

const OUTCOMES: Readonly<Record<AnswerKind, readonly AnswerOutcome[]>> = {
  RESULT: ['PAID', 'FAILED'],
  STATEMENT: ['DEBIT', 'CREDIT'],
};

function isOutcomeOf(kind: AnswerKind, outcome: string): outcome is AnswerOutcome {
  return (OUTCOMES[kind] as readonly string[]).includes(outcome);
}

/** A file that was read from its first byte to its last and found whole. */
export interface CheckedAnswer {
  readonly head: AnswerHead;
  /** Where its first line begins. */
  readonly linesStartAt: number;
  /** SHA-256 of the whole file: the same file is recognised by it. */
  readonly fileSha256: string;
}

/**
 * Reads a whole file once, with flat memory, and holds it against its head: every line well-formed and numbered in turn of
 * arrival or not, their count, their control total and their checksum. Nothing of a file that fails is applied.
 *
 * @throws AnswerFileFault.
 */
export async function checkAnswer(bytes: AsyncIterable<Buffer>): Promise<CheckedAnswer> {
  const [whole, body] = [createHash('sha256'), createHash('sha256')];
  let first = '';
  let head: AnswerHead | undefined;
  let [fileLine, count, totalFen, linesStartAt] = [0, 0, 0n, 0];
  for await (const { text, raw, endByte } of splitLines(bytes)) {
    whole.update(raw);
    fileLine += 1;
    if (fileLine === 1) first = text;
    else if (head === undefined) [head, linesStartAt] = [parseHead(first, text), endByte];
    else {
      body.update(raw);
      count += 1;
      totalFen += parseLine(text, head.kind, fileLine).amountFen;
    }
  }
  if (head === undefined) throw new AnswerFileFault('HEAD_MALFORMED', 1);
  if (count !== head.lineCount) throw new AnswerFileFault('LINE_COUNT', fileLine);
  if (totalFen !== head.totalFen) throw new AnswerFileFault('CONTROL_TOTAL', 1);
  if (body.digest('hex') !== head.linesSha256) throw new AnswerFileFault('CHECKSUM', HEAD_LINES);
  return { head, linesStartAt, fileSha256: whole.digest('hex') };
}

/** A file of the bank's as bytes: what a bank that follows the contract writes; the tests and a bank's own programs use it. */
export function encodeAnswer(
  head: Omit<AnswerHead, 'lineCount' | 'totalFen' | 'linesSha256'>,
  lines: readonly AnswerLine[],
): Buffer {
  const body = Buffer.from(
    lines
      .map(
        ({ lineNo, fileNo, disbursementId, amountFen, outcome, bankRef, returnCode }) =>
          `R|${lineNo}|${fileNo}|${disbursementId}|${amountFen}|${outcome}|${bankRef ?? ''}|${returnCode ?? ''}\n`,
      )
      .join(''),
  );
  const total = lines.reduce((sum, line) => sum + line.amountFen, 0n);
  const format = head.kind === 'RESULT' ? 'NUANRES' : 'NUANSTM';
  const sha256 = createHash('sha256').update(body).digest('hex');
  return Buffer.concat([
    Buffer.from(
      `H|${format}|1|${head.answerNo}|${head.encoding}|${head.datedOn}|${lines.length}|${total}|CNY\nK|SHA256|${sha256}\n`,
    ),
    body,
  ]);
}
