import { listImportOf, listImportStates, regionWords } from '@nuan/intake';
import { ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { REFERRAL_IMPORT } from './referral-import.machine';

/** State of a bulk import of referrals (批量导入状态). */
export const JobReferralImportState = listImportStates(REFERRAL_IMPORT);

/** A bulk import of referrals (批量导入推荐名单): a file, how it is to be taken, and what came of it. */
@Entity({ name: 'job_referral_import' })
@ObjectType('JobReferralImport', {
  description: 'A bulk import of referrals from a CSV or Excel file (批量导入推荐名单), with its progress and report.',
})
export class JobReferralImport extends listImportOf({
  states: JobReferralImportState,
  region: regionWords(REFERRAL_IMPORT),
  imported: { name: 'personsReferred', description: 'Referrals entered so far (已推荐人次).' },
}) {}

/** Which line of a file named which person for which job, and the referral that it became. */
@Entity({ name: 'job_referral_import_row' })
export class JobReferralImportRow {
  @PrimaryColumn({ type: 'uuid', name: 'import_id' })
  importId!: string;

  @PrimaryColumn({ type: 'text', name: 'job_key' })
  jobKey!: string;

  @Column({ type: 'integer' })
  line!: number;

  @Column({ type: 'uuid', name: 'job_referral_id', nullable: true })
  jobReferralId!: string | null;
}
