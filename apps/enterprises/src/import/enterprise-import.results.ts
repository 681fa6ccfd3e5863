import { mutationResult } from '@nuan/federation';

import { EnterpriseImport } from './enterprise-import.entity';

const run = (): readonly [typeof EnterpriseImport] => [EnterpriseImport];

export const StartEnterpriseImportResult = mutationResult(
  'StartEnterpriseImportResult',
  'What came of announcing an import (发起结果): the import, or the one that this file already became.',
  run,
);

export const AppendEnterpriseImportResult = mutationResult(
  'AppendEnterpriseImportResult',
  'What came of a piece (分片结果); a broken OFFSET rule tells where to go on.',
  run,
);

export const FinishEnterpriseImportResult = mutationResult(
  'FinishEnterpriseImportResult',
  'What came of the end of a file (完成结果): READING, or REFUSED when the checksum differs.',
  run,
);

export const CancelEnterpriseImportResult = mutationResult(
  'CancelEnterpriseImportResult',
  'What came of breaking an import off (取消结果).',
  run,
);
