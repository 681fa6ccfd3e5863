import { listImportMachine, type ListImportNames } from '@nuan/intake';

/** What the import of stations (批量导入驿站) is called. */
export const STATION_IMPORT: ListImportNames = { type: 'StationImport', things: 'stations', chinese: '驿站' };

/** How a file becomes stations (批量导入): a dry run ends CHECKED and never writes. */
export const stationImportMachine = listImportMachine(STATION_IMPORT);
