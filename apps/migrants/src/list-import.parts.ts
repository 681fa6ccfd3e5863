import type { SubgraphDependencies } from '@nuan/federation';
import type { ListImportParts } from '@nuan/intake';
import type { StateMachine } from '@nuan/kernel';

import { checkImportMachine } from './check-import/check-import.machine';
import { checkImportParts } from './check-import/check-import.parts';
import { insuranceImportMachine } from './insurance-import/insurance-import.machine';
import { insuranceImportParts } from './insurance-import/insurance-import.parts';
import { stationImportMachine } from './station-import/station-import.machine';
import { stationImportParts } from './station-import/station-import.parts';
import { subsidyImportMachine } from './subsidy-import/subsidy-import.machine';
import { subsidyImportParts } from './subsidy-import/subsidy-import.parts';
import { wageWorkerImportMachine } from './wage-worker-import/wage-worker-import.machine';
import { wageWorkerImportParts } from './wage-worker-import/wage-worker-import.parts';

/** The states of the lists that officers and departments hand in. */
export const listImportMachines: readonly StateMachine[] = [
  ...[stationImportMachine, insuranceImportMachine, wageWorkerImportMachine, subsidyImportMachine, checkImportMachine],
] as unknown as readonly StateMachine[];

const KINDS = [stationImportParts, insuranceImportParts, wageWorkerImportParts, subsidyImportParts, checkImportParts];

/** Makes everything of these lists. */
export function listImports(dependencies: Pick<SubgraphDependencies, 'db' | 'clock' | 'cipher'>): ListImportParts {
  const parts = KINDS.map((kind) => kind(dependencies));
  return {
    resolvers: parts.flatMap(({ resolvers }) => resolvers),
    jobs: parts.flatMap(({ jobs }) => jobs),
  };
}
