import { type ActTransaction, type Job, type JobHandler, type JobStep, startJob } from '@nuan/facts';
import { newId } from '@nuan/kernel';

import type { BankAdapter, WaitingAnswer } from './bank-adapter';
import { keepPiece, MAX_ANSWER_BYTES } from './bank-answer.pieces';

/**
 * Fetches files of the bank's that wait in its directory, each once by its name: one file is one act, which keeps its bytes and
 * queues its check. The file itself is left where it is; the transfer program clears the directory.
 */
export class BankPickupHandler implements JobHandler {
  readonly kind = 'bank.pickup';

  constructor(private readonly bank: BankAdapter) {}

  async step(tx: ActTransaction, job: Job): Promise<JobStep> {
    const waiting = await this.bank.waiting();
    const known = await tx.query<{ source: string }[]>(
      'select source from bank_answer where source = any($1::text[])',
      [waiting.map(({ name }) => name)],
    );
    const names = new Set(known.map(({ source }) => source));
    const next = waiting.find(({ name }) => !names.has(name));
    if (!next) return { cursor: null, done: job.done, finished: true };
    await fetchFile(tx, next, job.regionCode ?? '');
    return { cursor: null, done: job.done + 1, finished: false };
  }
}

/** Keeps the bytes of a waiting file and queues its check; a file that is too large is refused by name. */
async function fetchFile(tx: ActTransaction, { name, read }: WaitingAnswer, regionCode: string): Promise<void> {
  const id = newId();
  await tx.query(
    `insert into bank_answer (id, status, source, region_code, received_by, received_at) values ($1, 'RECEIVING', $2, $3, $4, $5)`,
    [id, name, regionCode, tx.viewer.subject, tx.now],
  );
  let bytes = 0;
  for await (const piece of read()) {
    if (bytes + piece.length > MAX_ANSWER_BYTES) break;
    await keepPiece(tx, id, bytes, piece);
    bytes += piece.length;
  }
  await tx.query(`update bank_answer set status = 'CHECKING', byte_count = $2, version = version + 1 where id = $1`, [
    id,
    bytes,
  ]);
  tx.about('BankAnswer', id);
  tx.within(regionCode);
  tx.note({ source: name, bytes });
  await startJob(tx, { kind: 'bank.answer', subjectId: id, regionCode });
}
