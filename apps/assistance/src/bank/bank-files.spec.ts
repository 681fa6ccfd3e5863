import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AidPurpose, DeliveryMode, newId } from '@nuan/kernel';

import { AnswerFileFault, type AnswerLine, checkAnswer, encodeAnswer, parseLine } from './answer-file';
import { FileBankAdapter } from './file-bank-adapter';
import { encodeText, FileEncoding } from './file-encoding';
import { type PaymentFile, type PaymentLine, sumLines } from './payment-file';

const payments = (count: number): PaymentLine[] =>
  Array.from({ length: count }, (_, at) => ({
    lineNo: at + 1,
    disbursementId: newId(),
    payeeId: newId(),
    mode: DeliveryMode.BANK_CARD,
    amountFen: BigInt(80_000 + at),
    purpose: AidPurpose.LIVING,
    accountToken: 'token-1',
  }));

async function* paged(lines: readonly PaymentLine[]): AsyncGenerator<readonly PaymentLine[]> {
  for (let at = 0; at < lines.length; at += 3) yield lines.slice(at, at + 3);
}

async function fileOf(
  fileNo: string,
  lines: readonly PaymentLine[],
  encoding = FileEncoding.UTF_8,
): Promise<PaymentFile> {
  const sums = await sumLines(paged(lines), encoding);
  return { head: { fileNo, encoding, preparedOn: '2017-01-06', ...sums }, lines: () => paged(lines) };
}

async function* bytes(content: Buffer, size = 50): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

const paid = (line: PaymentLine, fileNo = 'F1'): AnswerLine => {
  const { lineNo, disbursementId, amountFen } = line;
  return { lineNo, fileNo, disbursementId, amountFen, outcome: 'PAID', bankRef: `B${lineNo}`, returnCode: null };
};

const HEAD = { kind: 'RESULT', answerNo: 'R1', encoding: FileEncoding.UTF_8, datedOn: '2017-01-07' } as const;

describe('the bank as a directory', () => {
  let directory = '';
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'nuan-bank-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it.each([FileEncoding.UTF_8, FileEncoding.GB18030])(
    'takes a payment file in %s, whole and in order',
    async (encoding) => {
      const lines = payments(7);
      const name = `FILE-${encoding.replaceAll('_', '-')}`;
      await new FileBankAdapter(directory).send(await fileOf(name, lines, encoding));
      const bytesOf = await readFile(join(directory, 'outbox', `${name}.pay`));
      const text = new TextDecoder(encoding === FileEncoding.GB18030 ? 'gb18030' : 'utf-8', { fatal: true }).decode(
        bytesOf,
      );
      const [head, checksum, ...body] = text.trimEnd().split('\n');
      expect(head).toBe(`H|NUANPAY|1|${name}|${encoding}|2017-01-06|7|560021|CNY`);
      expect(checksum).toMatch(/^K\|SHA256\|[0-9a-f]{64}$/);
      expect(body.map((line) => line.split('|')[2])).toEqual(lines.map((line) => line.disbursementId));
      expect(body[0]).toContain('|token-1|BANK_CARD|80000|CNY|LIVING|困难职工生活救助');
      expect((await readdir(join(directory, 'outbox'))).filter((entry) => entry.endsWith('.part'))).toEqual([]);
    },
  );

  it('takes the same file again, and refuses another under its number', async () => {
    const adapter = new FileBankAdapter(directory);
    const file = await fileOf('TWICE', payments(4));
    await adapter.send(file);
    const before = await readFile(join(directory, 'outbox', 'TWICE.pay'));
    await adapter.send(file);
    await expect(adapter.send(await fileOf('TWICE', payments(4)))).rejects.toThrow('another payment file stands');
    expect(await readFile(join(directory, 'outbox', 'TWICE.pay'))).toEqual(before);
  });

  it('refuses lines that are not those the head was made from', async () => {
    const file = await fileOf('CHANGED', payments(4));
    const changed: PaymentFile = { ...file, lines: () => paged(payments(4)) };
    await expect(new FileBankAdapter(directory).send(changed)).rejects.toThrow('not those that were prepared');
    expect(await readdir(join(directory, 'outbox'))).not.toContain('CHANGED.pay');
  });

  it('answers a question from results and statements of its inbox, and says when it does not know', async () => {
    const adapter = new FileBankAdapter(directory);
    await adapter.waiting();
    const lines = payments(4);
    const [first, second, third] = lines.map((line) => paid(line, 'Q'));
    if (!first || !second || !third) throw new Error('three lines');
    const failed: AnswerLine = { ...second, outcome: 'FAILED', bankRef: null, returnCode: 'ACCOUNT_CLOSED' };
    await writeFile(join(directory, 'inbox', 'a.res'), encodeAnswer(HEAD, [first, failed]));
    const statement = { ...HEAD, kind: 'STATEMENT', answerNo: 'S1' } as const;
    await writeFile(join(directory, 'inbox', 'b.stm'), encodeAnswer(statement, [{ ...third, outcome: 'DEBIT' }]));
    await writeFile(join(directory, 'inbox', 'c.res'), 'not a file of the bank');
    const answers = await adapter.query(lines.map((line) => ({ fileNo: 'Q', ...line })));
    expect(answers).toEqual([
      { outcome: 'PAID', bankRef: 'B1' },
      { outcome: 'FAILED', returnCode: 'ACCOUNT_CLOSED' },
      { outcome: 'PAID', bankRef: 'B3' },
      { outcome: 'STILL_UNKNOWN' },
    ]);
  });
});

describe('a file of the bank', () => {
  const lines = payments(9).map((line) => paid(line));
  const good = encodeAnswer(HEAD, lines);
  const check = (content: Buffer) => checkAnswer(bytes(content));

  it('is whole when count, control total and checksum are those of its lines, in any order of lines', async () => {
    const checked = await check(good);
    expect(checked.head).toMatchObject({ ...HEAD, lineCount: 9, totalFen: 720_036n });
    expect(good.subarray(checked.linesStartAt).toString()).toMatch(/^R\|1\|/);
    await expect(check(encodeAnswer(HEAD, [...lines].reverse()))).resolves.toBeDefined();
  });

  const replaced = (from: string | RegExp, to: string): Buffer => Buffer.from(good.toString().replace(from, to));
  it.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'HEAD_MALFORMED at line 1'],
    ['another format', replaced('NUANRES', 'BANKRES'), 'HEAD_MALFORMED at line 1'],
    ['no checksum line', replaced(/K\|.*\n/, ''), 'HEAD_MALFORMED at line 2'],
    ['a wrong count', replaced('|9|720036|', '|8|720036|'), 'LINE_COUNT'],
    ['a wrong control total', replaced('|9|720036|', '|9|720037|'), 'CONTROL_TOTAL'],
    ['a reference changed on the way', replaced('B3', 'B4'), 'CHECKSUM'],
    ['a cut-off end', good.subarray(0, -30), 'LINE_MALFORMED'],
    ['a line without an end', Buffer.concat([good, Buffer.alloc(2000, 0x41)]), 'LINE_TOO_LONG'],
    ['a formula in a cell', replaced('|B5|', '|=HYPERLINK("x")|'), 'LINE_MALFORMED at line 7'],
    ['a reference that starts a formula', replaced('|B5|', '|@SUM|'), 'LINE_MALFORMED at line 7'],
    ['an amount of nothing', replaced('|80004|', '|0|'), 'LINE_MALFORMED at line 7'],
    ['a negative amount', replaced('|80004|', '|-80004|'), 'LINE_MALFORMED at line 7'],
    ['full-width digits', replaced('|80004|', '|８0004|'), 'LINE_MALFORMED at line 7'],
    ['an outcome of another kind of file', replaced('|PAID|B5', '|DEBIT|B5'), 'LINE_MALFORMED at line 7'],
    ['a payment without a reference', replaced('|PAID|B5|', '|PAID||'), 'LINE_MALFORMED at line 7'],
  ])('is refused with %s, by rule and line and without its text', async (_what, content, message) => {
    const refused: unknown = await check(content).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AnswerFileFault);
    expect(String(refused)).toContain(message);
  });

  it('may carry failures with a code, and never without one', () => {
    const failed = `R|1|F1|${newId()}|100|FAILED||NAME_MISMATCH`;
    expect(parseLine(failed, 'RESULT', 3)).toMatchObject({
      outcome: 'FAILED',
      returnCode: 'NAME_MISMATCH',
      bankRef: null,
    });
    expect(() => parseLine(failed.replace('NAME_MISMATCH', ''), 'RESULT', 3)).toThrow('LINE_MALFORMED at line 3');
  });
});

describe('GB 18030', () => {
  it('is written so that the platform reads it back', () => {
    const text = '困难职工生活救助|2017\n';
    expect(new TextDecoder('gb18030').decode(encodeText(text, FileEncoding.GB18030))).toBe(text);
    expect(() => encodeText('😀', FileEncoding.GB18030)).toThrow('U+1F600');
  });
});
