import { createHash } from 'node:crypto';

import { type ActTransaction, type Job, type JobHandler, type JobStep, startJob } from '@nuan/facts';
import { newId } from '@nuan/kernel';

import type { BankAdapter, WaitingAnswer } from './bank-adapter';
import { keepPiece, MAX_ANSWER_BYTES } from './bank-answer.pieces';

/**
 * Fetches files of the bank's that wait in its directory, each once by its name and content: one that was fetched while it was
 * still being written is refused, and fetched again when it is whole. One file is one act, which keeps its bytes and queues
 * its check. The file itself is left where it is; the transfer program clears the directory.
 */
export class BankPickupHandler implements JobHandler {
  readonly kind = 'bank.pickup';

  constructor(private readonly bank: BankAdapter) {}

  async step(tx: ActTransaction, job: Job): Promise<JobStep> {
    const after = String(job.cursor?.['after'] ?? '');
    const next = (await this.bank.waiting()).find(({ name }) => name > after);
    if (!next) return { cursor: job.cursor, done: job.done, finished: true };
    const fetched = await fetchFile(tx, next, job.regionCode ?? '');
    return { cursor: { after: next.name }, done: job.done + (fetched ? 1 : 0), finished: false };
  }
}

/** Keeps the bytes of a waiting file and queues its check; false when this content came under this name before. */
async function fetchFile(tx: ActTransaction, { name, read }: WaitingAnswer, regionCode: string): Promise<boolean> {
  const sha256 = await hashOf(read());
  const [known] = await tx.query<{ id: string }[]>(
    'select id from bank_answer where source = $1 and file_sha256 = $2',
    [name, sha256],
  );
  if (known) return false;
  const id = newId();
  await tx.query(
    `insert into bank_answer (id, status, source, region_code, file_sha256, received_by, received_at)
     values ($1, 'RECEIVING', $2, $3, $4, $5, $6)`,
    [id, name, regionCode, sha256, tx.viewer.subject, tx.now],
  );
  let bytes = 0;
  for await (const piece of read()) {
    // What is larger than any file of ours is kept as far as that, and refused by its count.
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
  return true;
}

async function hashOf(bytes: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of bytes) hash.update(piece);
  return hash.digest('hex');
}
