import { mutationResult } from '@nuan/federation';

import { EnrollmentImport } from './enrollment-import.entity';

const run = (): readonly [typeof EnrollmentImport] => [EnrollmentImport];

export const StartEnrollmentImportResult = mutationResult(
  'StartEnrollmentImportResult',
  'What came of announcing an import (发起结果): the import, or the one that this file already became.',
  run,
);

export const AppendEnrollmentImportResult = mutationResult(
  'AppendEnrollmentImportResult',
  'What came of a piece (分片结果); a broken OFFSET rule tells where to go on.',
  run,
);

export const FinishEnrollmentImportResult = mutationResult(
  'FinishEnrollmentImportResult',
  'What came of the end of a file (完成结果): READING, or REFUSED when the checksum differs.',
  run,
);

export const CancelEnrollmentImportResult = mutationResult(
  'CancelEnrollmentImportResult',
  'What came of breaking an import off (取消结果).',
  run,
);
