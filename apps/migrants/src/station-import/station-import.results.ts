import { mutationResult } from '@nuan/federation';

import { StationImport } from './station-import.entity';

const run = (): readonly [typeof StationImport] => [StationImport];

export const StartStationImportResult = mutationResult(
  'StartStationImportResult',
  'What came of announcing an import (发起结果): the import, or the one that this file already became.',
  run,
);

export const AppendStationImportResult = mutationResult(
  'AppendStationImportResult',
  'What came of a piece (分片结果); a broken OFFSET rule tells where to go on.',
  run,
);

export const FinishStationImportResult = mutationResult(
  'FinishStationImportResult',
  'What came of the end of a file (完成结果): READING, or REFUSED when the checksum differs.',
  run,
);

export const CancelStationImportResult = mutationResult(
  'CancelStationImportResult',
  'What came of breaking an import off (取消结果).',
  run,
);
