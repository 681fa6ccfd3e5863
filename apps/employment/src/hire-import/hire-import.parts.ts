import { assertCan, writePatterns } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { idField } from '@nuan/federation';
import { defineListImport } from '@nuan/intake';

import { StartupHireImport, StartupHireImportState } from './hire-import.entity';
import { StartStartupHireImportInput } from './hire-import.inputs';
import { HIRE_IMPORT, hireImportMachine } from './hire-import.machine';
import { hireImportRules } from './hire-import.rules';

/** Makes everything of bulk imports of the hires of a start-up project (批量导入创业项目吸纳就业名单). */
export const hireImportParts = defineListImport({
  ...{ names: HIRE_IMPORT, run: StartupHireImport, states: StartupHireImportState },
  ...{ machine: hireImportMachine, start: StartStartupHireImportInput },
  filters: { project: idField('i.project_id', 'The project (创业项目).') },
  ...{ noun: 'startupHire', action: 'startup:write', purpose: 'startup-hire-import' },
  assertMayStart: (viewer) => {
    assertCan(viewer, 'startup:write');
  },
  async target(tx, { projectId }) {
    return { owner: projectId, region: await regionOfProject(tx, projectId), columns: { project_id: projectId } };
  },
  rules: hireImportRules,
  // An example of a person who doesn't exist.
  example: {
    personId: '00000000-0000-7000-8000-000000000000',
    hiredOn: '2017-01-09',
    contractRef: 'HT-2017-0002',
    wage: '3200',
  },
});

/**
 * The region of a project of the viewer's write regions.
 *
 * @throws NotFoundError for any other.
 */
async function regionOfProject(tx: ActTransaction, id: string): Promise<string> {
  const [project] = await tx.query<{ readonly region: string }[]>(
    'select region_code as region from startup_project where id = $1 and region_code like any($2::text[])',
    [id, writePatterns(tx.viewer)],
  );
  if (!project) throw new NotFoundError('StartupProject', id);
  tx.about('StartupProject', id);
  return project.region;
}
