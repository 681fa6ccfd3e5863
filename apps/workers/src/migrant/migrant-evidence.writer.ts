import { assertCan, type Viewer, writePatterns } from '@nuan/auth';
import { type FieldCipher, isUniqueViolation, rowMapping } from '@nuan/database';
import { InvalidInputError, NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken, VersionConflict } from '@nuan/federation';
import { refuseMask } from '@nuan/intake';
import { isUuid, newId } from '@nuan/kernel';

import { FileEventKind } from '../household/file-event-kind';
import { reasonOf } from '../household/plain-text';
import { HouseholdRelation } from '../worker/household-relation';
import { lockPerson, readPerson, savePerson } from '../worker/person-change';
import type { Worker } from '../worker/worker.entity';
import { MigrantEvidence } from './migrant-evidence.entity';
import type { RecordMigrantEvidenceInput, WithdrawMigrantEvidenceInput } from './migrant-evidence.inputs';
import { missingMigrantEvidence } from './migrant-rule';

const rows = rowMapping(MigrantEvidence, 'e');

/** One paper of a kind and day counts once per person. */
export const UNIQUE_EVIDENCE = 'migrant_evidence_worker_id_kind_from_on_unique';

/**
 * Writes the evidence of migrant work. It alone decides whether a person is a migrant worker: no mutation takes the flag itself.
 * The flag of a household is its head's (I10: migrant households are filed households like any other).
 */
export class MigrantEvidenceWriter {
  constructor(
    private readonly acts: Acts,
    private readonly cipher: FieldCipher,
  ) {}

  /**
   * Records one paper; when all that the rule asks for is there, the person is a migrant worker from now on.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions. InvalidInputError for a masked number.
   */
  async record(viewer: Viewer, input: RecordMigrantEvidenceInput): Promise<Worker | Refusal> {
    assertCan(viewer, 'household:write');
    if (typeof input.documentNo === 'string') refuseMask(input.documentNo, 'documentNo');
    if (input.until && input.until < input.from)
      throw new InvalidInputError('until', 'PERIOD_IN_ORDER', 'The last day is not before the first.');
    try {
      return await this.acts.perform<Worker, Refusal>(viewer, 'person.recordMigrantEvidence', async (tx) => {
        const { person, reason } = await lockPerson(tx, input);
        if (input.from > tx.today)
          tx.refuse(new RuleBroken('EVIDENCE_NOT_IN_FUTURE', 'from', 'A paper that doesn’t hold yet proves nothing.'));
        const document = input.documentNo ? this.cipher.seal(input.documentNo.trim()) : null;
        await tx.query(
          `insert into migrant_evidence (id, worker_id, kind, from_on, until_on, document_sealed, recorded_by, recorded_at, version)
           values ($1, $2, $3, $4, $5, $6, $7, $8, 1)`,
          [newId(), person.id, input.kind, input.from, input.until ?? null, document, viewer.subject, tx.now],
        );
        const missing = await missingOf(tx, person.id);
        tx.note({ kind: input.kind, missing });
        return this.decide(tx, person, person.isMigrant || missing.length === 0, reason);
      });
    } catch (error) {
      if (isUniqueViolation(error, UNIQUE_EVIDENCE))
        return new RuleBroken('EVIDENCE_RECORDED', 'kind', 'This paper is recorded already.');
      throw error;
    }
  }

  /**
   * Withdraws a paper that proved wrong; when what is left no longer suffices, the person is no migrant worker any more.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions.
   */
  async withdraw(viewer: Viewer, input: WithdrawMigrantEvidenceInput): Promise<Worker | Refusal> {
    assertCan(viewer, 'household:write');
    return this.acts.perform<Worker, Refusal>(viewer, 'person.withdrawMigrantEvidence', async (tx) => {
      const evidence = await lockEvidence(tx, input.id);
      if (evidence.version !== input.expectedVersion)
        tx.refuse(new VersionConflict('MigrantEvidence', input.id, evidence.version));
      const reason = reasonOf(tx, input.reason);
      if (evidence.withdrawnAt !== null)
        tx.refuse(new RuleBroken('EVIDENCE_WITHDRAWN', 'id', 'This paper was withdrawn before.'));
      await tx.query(
        `update migrant_evidence set withdrawn_at = $2, withdrawn_by = $3, withdrawn_reason = $4, version = version + 1 where id = $1`,
        [input.id, tx.now, viewer.subject, reason],
      );
      const person = await readPerson(tx, evidence.workerId);
      const missing = await missingOf(tx, person.id);
      tx.note({ kind: evidence.kind, missing, reason });
      return this.decide(tx, person, missing.length === 0, reason);
    });
  }

  private async decide(tx: ActTransaction, person: Worker, isMigrant: boolean, reason: string): Promise<Worker> {
    const happening = { kind: FileEventKind.MIGRANT_EVIDENCE, note: reason } as const;
    const changed = await savePerson(tx, person, { is_migrant: isMigrant }, happening);
    if (person.householdId !== null && person.relation === HouseholdRelation.HEAD)
      await tx.query(
        `update household set is_migrant = $2, version = version + 1, changed_at = $3 where id = $1 and is_migrant <> $2`,
        [person.householdId, isMigrant, tx.now],
      );
    return changed;
  }
}

async function missingOf(tx: ActTransaction, workerId: string): Promise<string[]> {
  const found = await tx.query<Record<string, unknown>[]>(
    `select ${rows.columns} from migrant_evidence e where e.worker_id = $1 and e.withdrawn_at is null`,
    [workerId],
  );
  return missingMigrantEvidence(found.map(rows.map), tx.today);
}

/** Locks a paper and its person, within the regions in which the viewer writes. */
async function lockEvidence(tx: ActTransaction, id: string): Promise<MigrantEvidence> {
  const [row] = isUuid(id)
    ? await tx.query<(Record<string, unknown> & { region_code: string; worker_id: string })[]>(
        `select ${rows.columns}, w.region_code, e.worker_id from migrant_evidence e join worker w on w.id = e.worker_id
         where e.id = $1 and w.region_code like any($2::text[]) for update`,
        [id, writePatterns(tx.viewer)],
      )
    : [];
  if (!row) throw new NotFoundError('MigrantEvidence', id);
  tx.about('Worker', row.worker_id);
  tx.within(row.region_code);
  return rows.map(row);
}
