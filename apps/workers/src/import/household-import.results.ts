import { mutationResult } from '@nuan/federation';

import { HouseholdImport } from './household-import.entity';

const run = (): readonly [typeof HouseholdImport] => [HouseholdImport];

export const StartHouseholdImportResult = mutationResult(
  'StartHouseholdImportResult',
  'What came of announcing an import (发起结果): the import, or the one that this file already became.',
  run,
);
export const AppendHouseholdImportResult = mutationResult(
  'AppendHouseholdImportResult',
  'What came of a piece (分片结果); a broken OFFSET rule tells where to go on.',
  run,
);
export const FinishHouseholdImportResult = mutationResult(
  'FinishHouseholdImportResult',
  'What came of the end of a file (完成结果): READING, or REFUSED when the checksum differs.',
  run,
);
export const CancelHouseholdImportResult = mutationResult(
  'CancelHouseholdImportResult',
  'What came of breaking an import off (取消结果).',
  run,
);
