import { mutationResult } from '@nuan/federation';

import { HouseholdAlreadyFiled } from '../household/household-already-filed';
import { PublicityNotice } from '../publicity/publicity-notice.entity';
import { FilingApplication } from './filing-application.entity';

/** What a step of an application came to. */
export const FilingStepResult = mutationResult(
  'FilingStepResult',
  'What a step of an application came to (办理结果).',
  () => [FilingApplication],
);

/** What handing in, or recording, an application came to. */
export const FileHouseholdResult = mutationResult(
  'FileHouseholdResult',
  'What handing in, or recording, an application came to (提交或建档结果).',
  () => [FilingApplication, HouseholdAlreadyFiled],
);

/** What happened to a public notice. */
export const PublicNoticeResult = mutationResult(
  'PublicNoticeResult',
  'What happened to a public notice (公示办理结果).',
  () => [PublicityNotice],
);
