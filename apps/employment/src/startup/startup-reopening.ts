import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';

import { ProjectState } from './project-state';
import { startupProjectMachine } from './startup-project.machine';

const { FUNDED } = ProjectState;

/**
 * Sends a funded project back to its review's award when it has neither money nor materials any more (拨付冲销): it waits to be funded
 * anew. One that has taken people on, or has opened, goes on as it is, and so does one from before reviews were kept. The caller has locked the project, by posting on it or by hand.
 */
export async function reopenUnpaid(tx: ActTransaction, projectId: string): Promise<void> {
  const to = startupProjectMachine.target(FUNDED, 'TAKE_FUNDING_BACK');
  const [hire] = await beyondRegions('who was taken on may belong to another region or union', () =>
    tx.query<object[]>('select 1 from placement where startup_project_id = $1 limit 1', [projectId]),
  );
  const [reopened] = await tx.query<{ id: string }[]>(
    `with reopened as (
       update startup_project p set state = $2, funded_on = null, version = version + 1
       where p.id = $1 and p.state = $3 and p.paid_fen = 0 and p.material_fen = 0 and p.reviewed_by is not null and not $4
       returning id)
     select id from reopened`,
    [projectId, to, FUNDED, hire !== undefined],
  );
  tx.about('StartupProject', projectId);
  if (reopened) tx.note({ from: FUNDED, to });
}
