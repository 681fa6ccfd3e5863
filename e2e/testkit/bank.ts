import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One payment of our file as the bank reads it. */
export interface OrderedPayment {
  readonly disbursementId: string;
  readonly amountFen: string;
}

/** Plays the bank: reads the payment file that was put into its directory, and answers in its own files. */
export class Bank {
  private answers = 0;

  constructor(private readonly directory: string) {}

  /** The payments of a file, from where it was put. */
  ordered(fileNo: string): OrderedPayment[] {
    const outbox = join(this.directory, 'outbox');
    const name = readdirSync(outbox).find((file) => file.includes(fileNo)) ?? '';
    return readFileSync(join(outbox, name), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('P|'))
      .map((line) => line.split('|'))
      .map(([, , disbursementId = '', , , , amountFen = '']) => ({ disbursementId, amountFen }));
  }

  /** The result of a file: every payment was made. */
  result(fileNo: string, payments: readonly OrderedPayment[]): Buffer {
    return this.file('NUANRES', fileNo, payments, 'PAID');
  }

  /** The statement of the day: the same money left the account. */
  statement(fileNo: string, payments: readonly OrderedPayment[]): Buffer {
    return this.file('NUANSTM', fileNo, payments, 'DEBIT');
  }

  private file(format: string, fileNo: string, payments: readonly OrderedPayment[], outcome: string): Buffer {
    this.answers += 1;
    const lines = payments
      .map(
        ({ disbursementId, amountFen }, at) =>
          `R|${at + 1}|${fileNo}|${disbursementId}|${amountFen}|${outcome}|BR${at + 1}|\n`,
      )
      .join('');
    const total = payments.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n);
    const head = `H|${format}|1|BANK-${this.answers}|UTF_8|2017-02-07|${payments.length}|${total}|CNY\n`;
    return Buffer.from(`${head}K|SHA256|${createHash('sha256').update(lines).digest('hex')}\n${lines}`);
  }
}
