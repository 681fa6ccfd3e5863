import type { Action } from '@nuan/auth';
import { type Policy, policyOf } from '@nuan/federation';
import { listImportPolicy, type ListImportNames } from '@nuan/intake';

import { ASSET_IMPORT } from '../asset-import/asset-import.machine';
import { ATTENDANCE_IMPORT } from '../attendance-import/attendance-import.machine';
import { COMPLETION_IMPORT } from '../completion-import/completion-import.machine';
import { HIRE_IMPORT } from '../hire-import/hire-import.machine';
import { ENROLLMENT_IMPORT } from '../import/enrollment-import.machine';
import { PLACEMENT_IMPORT } from '../placement-import/placement-import.machine';
import { REFERRAL_IMPORT } from '../referral-import/referral-import.machine';
import { RETENTION_IMPORT } from '../retention-import/retention-import.machine';
import { STARTUP_IMPORT } from '../startup-import/startup-import.machine';
import { VACANCY_IMPORT } from '../vacancy-import/vacancy-import.machine';

const LISTS: readonly (readonly [ListImportNames, Action, readonly string[]])[] = [
  [ENROLLMENT_IMPORT, 'training:write', ['personsEnrolled', 'sessionId']],
  [ATTENDANCE_IMPORT, 'training:write', ['daysRecorded', 'sessionId']],
  [COMPLETION_IMPORT, 'training:write', ['personsCompleted', 'sessionId']],
  [PLACEMENT_IMPORT, 'placement:write', ['personsPlaced']],
  [VACANCY_IMPORT, 'placement:write', ['vacanciesPosted']],
  [REFERRAL_IMPORT, 'placement:write', ['personsReferred']],
  [RETENTION_IMPORT, 'placement:write', ['termsRecorded']],
  [STARTUP_IMPORT, 'startup:write', ['projectsEntered']],
  [HIRE_IMPORT, 'startup:write', ['personsHired', 'projectId']],
  [ASSET_IMPORT, 'asset:write', ['assetsGranted', 'pilotId']],
];

/** Lines of the lists that are imported: each for who may write what its rows become. */
export const listImportsPolicy: Policy = policyOf(
  ...LISTS.map(([names, right, own]) => listImportPolicy(names, { right, own })),
);
