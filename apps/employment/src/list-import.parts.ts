import type { SubgraphDependencies } from '@nuan/federation';
import type { ListImportParts } from '@nuan/intake';
import type { StateMachine } from '@nuan/kernel';

import { assetImportMachine } from './asset-import/asset-import.machine';
import { assetImportParts } from './asset-import/asset-import.parts';
import { attendanceImportMachine } from './attendance-import/attendance-import.machine';
import { attendanceImportParts } from './attendance-import/attendance-import.parts';
import { completionImportMachine } from './completion-import/completion-import.machine';
import { completionImportParts } from './completion-import/completion-import.parts';
import { hireImportMachine } from './hire-import/hire-import.machine';
import { hireImportParts } from './hire-import/hire-import.parts';
import { enrollmentImportMachine } from './import/enrollment-import.machine';
import { enrollmentImportParts } from './import/enrollment-import.parts';
import { placementImportMachine } from './placement-import/placement-import.machine';
import { placementImportParts } from './placement-import/placement-import.parts';
import { vacancyImportMachine } from './vacancy-import/vacancy-import.machine';
import { vacancyImportParts } from './vacancy-import/vacancy-import.parts';
import { startupImportMachine } from './startup-import/startup-import.machine';
import { startupImportParts } from './startup-import/startup-import.parts';
import { retentionImportMachine } from './retention-import/retention-import.machine';
import { retentionImportParts } from './retention-import/retention-import.parts';
import { referralImportMachine } from './referral-import/referral-import.machine';
import { referralImportParts } from './referral-import/referral-import.parts';

/** The states of the lists that officers, training agencies and the employment service hand in. */
export const listImportMachines: readonly StateMachine[] = [
  ...[enrollmentImportMachine, attendanceImportMachine, completionImportMachine],
  ...[vacancyImportMachine, referralImportMachine, placementImportMachine, retentionImportMachine],
  ...[startupImportMachine, hireImportMachine, assetImportMachine],
] as unknown as readonly StateMachine[];

const KINDS = [
  ...[enrollmentImportParts, attendanceImportParts, completionImportParts],
  ...[vacancyImportParts, referralImportParts, placementImportParts, retentionImportParts],
  ...[startupImportParts, hireImportParts, assetImportParts],
];

/** Makes everything of these lists. */
export function listImports(dependencies: SubgraphDependencies): ListImportParts {
  const parts = KINDS.map((kind) => kind(dependencies));
  return {
    resolvers: parts.flatMap(({ resolvers }) => resolvers),
    jobs: parts.flatMap(({ jobs }) => jobs),
  };
}
