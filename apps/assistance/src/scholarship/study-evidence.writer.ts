import { assertCan, type Viewer, writePatterns } from '@nuan/auth';
import { beyondRegions, isUniqueViolation } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, type Refusal, RuleBroken } from '@nuan/federation';
import { newId } from '@nuan/kernel';

import { documentText } from '../ledger/amount';
import type { WithdrawEvidenceInput } from '../medical-evidence/medical-evidence.inputs';
import type { StudyEvidence } from './study-evidence.entity';
import type { RecordStudyEvidenceInput } from './study-evidence.inputs';
import type { StudyEvidenceOutcome } from './study-evidence.results';
import type { StudyEvidenceService } from './study-evidence.service';

/** Records and withdraws evidence of schooling (助学凭证), which scholarships are decided by. */
export class StudyEvidenceWriter {
  constructor(
    private readonly acts: Acts,
    private readonly evidence: StudyEvidenceService,
  ) {}

  /**
   * Records what was seen of a student's schooling; one piece of evidence stands for a student and academic year.
   *
   * @throws NotFoundError when the student is unknown or outside the viewer's write regions.
   */
  record(viewer: Viewer, input: RecordStudyEvidenceInput): Promise<StudyEvidenceOutcome> {
    assertCan(viewer, 'disbursement:file');
    const { idempotencyKey: key, ...request } = input;
    return this.acts.once<StudyEvidence, Refusal>(
      viewer,
      'studyEvidence.record',
      { key, request },
      (tx) => record(tx, input),
      (id) => this.evidence.get(viewer, id),
    );
  }

  /** Withdraws evidence, so that other evidence can take its place. Not while a scholarship of that year rests on it. */
  async withdraw(viewer: Viewer, { id, expectedVersion }: WithdrawEvidenceInput): Promise<StudyEvidenceOutcome> {
    assertCan(viewer, 'disbursement:file');
    const done = await this.acts.perform<string, Refusal>(viewer, 'studyEvidence.withdraw', async (tx) => {
      const row = await lockRow<{ student_id: string; academic_year: number; withdrawn_at: Date | null }>(tx, {
        ...{ table: 'study_evidence', entity: 'StudyEvidence', id, expectedVersion },
        columns: 'id, region_code, student_id, academic_year, withdrawn_at, version',
      });
      if (row.withdrawn_at !== null)
        return tx.refuse(new RuleBroken('EVIDENCE_STANDS', 'id', 'It has been withdrawn already.'));
      const [used] = await beyondRegions('a student may have been paid in another county', () =>
        tx.query<unknown[]>(
          `select id from disbursement where student_id = $1 and purpose = 'STUDY' and academic_year_of(filed_at) = $2
           and status not in ('DRAFT','RELEASED','REVERSED') limit 1`,
          [row.student_id, row.academic_year],
        ),
      );
      if (used !== undefined)
        return tx.refuse(new RuleBroken('EVIDENCE_UNUSED', 'id', 'A scholarship of that year rests on it.'));
      await tx.query(
        'update study_evidence set withdrawn_by = $2, withdrawn_at = $3, version = version + 1 where id = $1',
        [...[id, viewer.subject, tx.now]],
      );
      return id;
    });
    return typeof done === 'string' ? this.evidence.get(viewer, done) : done;
  }
}

async function record(tx: ActTransaction, input: RecordStudyEvidenceInput): Promise<string> {
  const { studentId, academicYear, schoolKind, isFundedElsewhere } = input;
  const documentRef = documentText('documentRef', input.documentRef);
  const [student] = await tx.query<{ household_id: string; region_code: string }[]>(
    'select household_id, region_code from student_projection where id = $1 and region_code like any($2::text[])',
    [studentId, writePatterns(tx.viewer)],
  );
  if (!student) throw new NotFoundError('Student', studentId);
  const [year] = await tx.query<{ current: number }[]>('select academic_year_of($1) as current', [tx.now]);
  if (academicYear !== year?.current)
    return tx.refuse(
      new RuleBroken('ACADEMIC_YEAR', 'academicYear', 'Evidence is recorded for the academic year that runs.', {
        current: year?.current ?? 0,
      }),
    );
  const id = newId();
  await tx
    .query(
      `insert into study_evidence (id, student_id, household_id, region_code, academic_year, school_kind, is_funded_elsewhere, document_ref,
         recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[id, studentId, student.household_id, student.region_code, academicYear, schoolKind, isFundedElsewhere],
        ...[documentRef, tx.viewer.subject, tx.now],
      ],
    )
    .catch((error: unknown) => {
      if (!isUniqueViolation(error, 'study_evidence_student_id_academic_year_unique')) throw error;
      return tx.refuse(
        new RuleBroken('EVIDENCE_ONCE', 'studentId', 'The student has evidence for this year: withdraw it first.'),
      );
    });
  tx.about('StudyEvidence', id);
  tx.about('Student', studentId);
  tx.within(student.region_code);
  tx.note({ academicYear, schoolKind, isFundedElsewhere });
  return id;
}
