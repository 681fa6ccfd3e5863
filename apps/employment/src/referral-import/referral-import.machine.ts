import { type ImportedRowTable, listImportMachine, type ListImportNames } from '@nuan/intake';

/** What the import of referrals (批量导入推荐名单) is called. */
export const REFERRAL_IMPORT: ListImportNames = {
  type: 'JobReferralImport',
  things: 'referrals',
  chinese: '推荐名单',
};

/** Which line of a file named which person for which job, and the referral that it became. */
export const REFERRAL_IMPORT_ROWS: ImportedRowTable = {
  table: 'job_referral_import_row',
  key: 'job_key',
  made: 'job_referral_id',
};

/** How a file becomes referrals (批量导入): a dry run ends CHECKED and never writes. */
export const referralImportMachine = listImportMachine(REFERRAL_IMPORT);
