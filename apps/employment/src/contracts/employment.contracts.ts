import type { Contract } from '@nuan/federation';

import { jobContracts } from './job.contracts';
import { startupContracts } from './startup.contracts';
import { trainingContracts } from './training.contracts';

/** What partner departments see of employment: classes, jobs, start-ups, assets and pilots, and who takes part in none of them. */
export const employmentContracts: readonly Contract[] = [...jobContracts, ...trainingContracts, ...startupContracts];
