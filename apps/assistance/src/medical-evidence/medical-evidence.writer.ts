import { assertCan, type Viewer, writePatterns } from '@nuan/auth';
import { isUniqueViolation } from '@nuan/database';
import { InvalidInputError, NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, type Refusal, RuleBroken } from '@nuan/federation';
import { newId, yuan } from '@nuan/kernel';

import { assertAmount, documentText } from '../ledger/amount';
import type { MedicalEvidence } from './medical-evidence.entity';
import type { RecordMedicalEvidenceInput, WithdrawEvidenceInput } from './medical-evidence.inputs';
import type { MedicalEvidenceOutcome } from './medical-evidence.results';
import type { MedicalEvidenceService } from './medical-evidence.service';

/** Records and withdraws documented own cost (医疗自付费用). How much of it is used, payments alone decide. */
export class MedicalEvidenceWriter {
  constructor(
    private readonly acts: Acts,
    private readonly evidence: MedicalEvidenceService,
  ) {}

  /**
   * Records the own cost of a treatment. A document counts once for a household.
   *
   * @throws NotFoundError when no file of the household is known in the viewer's write regions.
   */
  record(viewer: Viewer, input: RecordMedicalEvidenceInput): Promise<MedicalEvidenceOutcome> {
    assertCan(viewer, 'disbursement:file');
    assertAmount('invoice', input.invoice);
    if (input.reimbursed < 0n)
      throw new InvalidInputError('reimbursed', 'AMOUNT_NOT_NEGATIVE', 'What was reimbursed is 0.00 or more.');
    const { idempotencyKey: key, ...request } = input;
    return this.acts.once<MedicalEvidence, Refusal>(
      viewer,
      'medicalEvidence.record',
      { key, request },
      (tx) => record(tx, input),
      (id) => this.evidence.get(viewer, id),
    );
  }

  /** Withdraws evidence on which no aid was given. */
  async withdraw(viewer: Viewer, { id, expectedVersion }: WithdrawEvidenceInput): Promise<MedicalEvidenceOutcome> {
    assertCan(viewer, 'disbursement:file');
    const done = await this.acts.perform<string, Refusal>(viewer, 'medicalEvidence.withdraw', async (tx) => {
      const row = await lockRow<{ used_fen: string; withdrawn_at: Date | null }>(tx, {
        ...{ table: 'medical_evidence', entity: 'MedicalEvidence', id, expectedVersion },
        columns: 'id, region_code, used_fen, withdrawn_at, version',
      });
      if (row.withdrawn_at !== null)
        return tx.refuse(new RuleBroken('EVIDENCE_STANDS', 'id', 'It has been withdrawn already.'));
      if (row.used_fen !== '0')
        return tx.refuse(
          new RuleBroken('EVIDENCE_UNUSED', 'id', 'Aid was given on it: have that reversed first.', {
            used: yuan(BigInt(row.used_fen)),
          }),
        );
      await tx.query(
        'update medical_evidence set withdrawn_by = $2, withdrawn_at = $3, version = version + 1 where id = $1',
        [id, viewer.subject, tx.now],
      );
      return id;
    });
    return typeof done === 'string' ? this.evidence.get(viewer, done) : done;
  }
}

/**
 * The region of a household's file, as assistance knows it.
 *
 * @throws NotFoundError when it is unknown or outside the viewer's write regions.
 */
export async function householdRegion(tx: ActTransaction, householdId: string): Promise<string> {
  const [household] = await tx.query<{ region_code: string }[]>(
    'select region_code from household_projection where id = $1 and region_code like any($2::text[])',
    [householdId, writePatterns(tx.viewer)],
  );
  if (!household) throw new NotFoundError('Household', householdId);
  return household.region_code;
}

async function record(tx: ActTransaction, input: RecordMedicalEvidenceInput): Promise<string> {
  const { householdId, personId, periodFrom, periodTo, invoice, reimbursed } = input;
  const region = await householdRegion(tx, householdId);
  if (periodTo > tx.today || periodFrom > periodTo)
    return tx.refuse(new RuleBroken('PERIOD_OVER', 'periodTo', 'The treatment began before it ended, and has ended.'));
  if (reimbursed >= invoice)
    return tx.refuse(
      new RuleBroken('OWN_COST', 'reimbursed', 'The household paid nothing itself: there is no cost to aid.'),
    );
  const documentRef = documentText('documentRef', input.documentRef);
  const id = newId();
  await tx
    .query(
      `insert into medical_evidence (id, household_id, person_id, region_code, period_from, period_to, invoice_fen, reimbursed_fen, own_cost_fen,
         document_ref, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        ...[id, householdId, personId, region, periodFrom, periodTo, String(invoice), String(reimbursed)],
        ...[String(invoice - reimbursed), documentRef, tx.viewer.subject, tx.now],
      ],
    )
    .catch((error: unknown) => {
      if (!isUniqueViolation(error, 'medical_evidence_document_ref_unique')) throw error;
      return tx.refuse(
        new RuleBroken('DOCUMENT_ONCE', 'documentRef', 'This document is recorded for the household already.'),
      );
    });
  tx.about('MedicalEvidence', id);
  tx.about('Household', householdId);
  tx.within(region);
  tx.note({ ownCost: yuan(invoice - reimbursed) });
  return id;
}
