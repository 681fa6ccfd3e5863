import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';

import { FaultError } from '@nuan/errors';

import { AnswerFileFault, type AnswerLine, checkAnswer, parseLine, splitLines } from './answer-file';
import type { BankAdapter, BankAnswer, BankReference, WaitingAnswer } from './bank-adapter';
import { encodeHead, encodeLines, type PaymentFile } from './payment-file';

/** Directory under the bank's where our payment files go, and the one where its answers come. */
export const OUTBOX = 'outbox';
export const INBOX = 'inbox';

const ANSWER_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.(res|stm)$/;
const PAYMENT_NAME = /^[A-Za-z0-9-]{1,40}$/;

/**
 * The bank as a directory that a transfer program carries to it and back: payment files in `outbox/<file number>.pay`,
 * results and statements in `inbox/*.res` and `inbox/*.stm`. A file appears whole or not at all: it is written beside, synced
 * and renamed.
 */
export class FileBankAdapter implements BankAdapter {
  constructor(private readonly directory: string) {}

  async send(file: PaymentFile): Promise<void> {
    const { fileNo } = file.head;
    if (!PAYMENT_NAME.test(fileNo))
      throw new FaultError('a bank file number names a file: letters, digits and hyphens');
    const outbox = join(this.directory, OUTBOX);
    await mkdir(outbox, { recursive: true });
    const target = join(outbox, `${fileNo}.pay`);
    const draft = join(outbox, `.${fileNo}.${randomUUID()}.part`);
    try {
      const written = await writeDraft(draft, file);
      const standing = await hashOf(target);
      if (standing !== null && standing !== written)
        throw new FaultError(`another payment file stands under the number ${fileNo}; nothing was overwritten`);
      await rename(draft, target);
      await syncDirectory(outbox);
    } catch (error) {
      await unlink(draft).catch(() => undefined);
      throw error;
    }
  }

  /** Looks in every result and statement of the inbox: a statement's debit says paid, as a result does. */
  async query(references: readonly BankReference[]): Promise<readonly BankAnswer[]> {
    const found = new Map<string, BankAnswer>();
    const wanted = new Set(references.map(keyOf));
    for (const answer of await this.waiting()) {
      for await (const line of wholeLines(answer)) {
        const key = keyOf(line);
        const outcome = answerOf(line);
        if (wanted.has(key) && outcome !== null && found.get(key)?.outcome !== 'PAID') found.set(key, outcome);
      }
    }
    return references.map((reference) => found.get(keyOf(reference)) ?? { outcome: 'STILL_UNKNOWN' });
  }

  async waiting(): Promise<readonly WaitingAnswer[]> {
    const inbox = join(this.directory, INBOX);
    await mkdir(inbox, { recursive: true });
    const names = (await readdir(inbox)).filter((name) => ANSWER_NAME.test(name)).sort();
    return names.map((name) => ({ name, read: () => createReadStream(join(inbox, name)) as AsyncIterable<Buffer> }));
  }
}

const keyOf = ({ fileNo, disbursementId, amountFen }: Omit<BankReference, 'lineNo'>): string =>
  `${fileNo}/${disbursementId}/${amountFen}`;

function answerOf({ outcome, bankRef, returnCode }: AnswerLine): BankAnswer | null {
  if ((outcome === 'PAID' || outcome === 'DEBIT') && bankRef !== null) return { outcome: 'PAID', bankRef };
  return outcome === 'FAILED' && returnCode !== null ? { outcome: 'FAILED', returnCode } : null;
}

/** The lines of a file that is whole; a damaged one says nothing here and is refused by name when it is taken in. */
async function* wholeLines(answer: WaitingAnswer): AsyncGenerator<AnswerLine> {
  const checked = await checkAnswer(answer.read()).catch((error: unknown) => {
    if (error instanceof AnswerFileFault) return null;
    throw error;
  });
  if (checked === null) return;
  let fileLine = 0;
  for await (const { text } of splitLines(answer.read())) {
    fileLine += 1;
    if (fileLine > 2) yield parseLine(text, checked.head.kind, fileLine);
  }
}

/** Streams the file to disk and syncs it; returns the hash of its bytes. @throws FaultError when the lines aren't those of the head. */
async function writeDraft(path: string, { head, lines }: PaymentFile): Promise<string> {
  const [whole, body] = [createHash('sha256'), createHash('sha256')];
  const draft = await open(path, 'wx', 0o600);
  try {
    await append(draft, encodeHead(head), whole);
    for await (const page of lines()) {
      const bytes = encodeLines(page, head.encoding);
      body.update(bytes);
      await append(draft, bytes, whole);
    }
    if (body.digest('hex') !== head.linesSha256)
      throw new FaultError(`the lines of payment file ${head.fileNo} are not those that were prepared; it is not sent`);
    await draft.sync();
  } finally {
    await draft.close();
  }
  return whole.digest('hex');
}

async function append(file: FileHandle, bytes: Buffer, hash: ReturnType<typeof createHash>): Promise<void> {
  hash.update(bytes);
  await file.writeFile(bytes);
}

/** SHA-256 of a file's bytes; null when there is none. */
async function hashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code === 'ENOENT') return null;
    throw error;
  }
  return hash.digest('hex');
}

/** A renamed file survives a crash of the machine once its directory is synced. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
