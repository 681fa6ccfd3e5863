import { assertCan } from '@nuan/auth';
import { idField } from '@nuan/federation';
import { defineListImport } from '@nuan/intake';

import { sessionOfList } from '../training/session-of-list';
import { CompletionImport, CompletionImportState } from './completion-import.entity';
import { StartCompletionImportInput } from './completion-import.inputs';
import { COMPLETION_IMPORT, completionImportMachine } from './completion-import.machine';
import { completionImportRules } from './completion-import.rules';

/** Makes everything of bulk imports of trainings completed (批量导入结业名单). */
export const completionImportParts = defineListImport({
  ...{ names: COMPLETION_IMPORT, run: CompletionImport, states: CompletionImportState },
  ...{ machine: completionImportMachine, start: StartCompletionImportInput },
  filters: { session: idField('i.session_id', 'The session (培训班次).') },
  ...{ noun: 'completion', action: 'training:write', purpose: 'completion-import' },
  assertMayStart: (viewer) => {
    assertCan(viewer, 'training:write');
  },
  async target(tx, { sessionId }) {
    const { region } = await sessionOfList(tx, sessionId);
    return { owner: sessionId, region, columns: { session_id: sessionId } };
  },
  rules: completionImportRules,
  // An example of a person who doesn't exist.
  example: { personId: '00000000-0000-7000-8000-000000000000', completedOn: '2017-01-20', certificate: 'ZS-2017-0001' },
});
