import { type ReadingPlace, readRegion, type RowReader, tableColumn, type TableColumn } from '@nuan/intake';

import { BuildMode } from '../station/build-mode';
import { StationKind } from '../station/station-kind';

/** How values are written in a file; the code of the schema is understood too. */
const KINDS = new Map<string, StationKind>([
  ['幸福家园', StationKind.HAPPY_HOME],
  ['幸福驿站', StationKind.HAPPY_STATION],
  ['户外劳动者驿站', StationKind.OUTDOOR_STATION],
  ...Object.values(StationKind).map((kind) => [kind, kind] as const),
]);
const MODES = new Map<string, BuildMode>([
  ['工会自建', BuildMode.UNION_BUILT],
  ['共建', BuildMode.CO_BUILT],
  ['单位自建', BuildMode.HOST_BUILT],
  ...Object.values(BuildMode).map((mode) => [mode, mode] as const),
]);

const NEEDED = { isRequired: true };
const FREE = { isFreeText: true };

/** Columns of the template (导入模板). */
export const STATION_COLUMNS: readonly TableColumn[] = [
  tableColumn('code', '驿站编码', '3 to 30 capital letters, digits and hyphens', NEEDED),
  tableColumn('kind', '类型', 'One of: 幸福家园、幸福驿站、户外劳动者驿站', NEEDED),
  tableColumn('name', '驿站名称', '2 to 100 characters', { ...NEEDED, ...FREE, aliases: ['名称'] }),
  tableColumn('buildMode', '建设方式', 'One of: 工会自建、共建、单位自建', NEEDED),
  tableColumn('address', '地址', 'Where to find it, 2 to 200 characters', { ...NEEDED, ...FREE }),
  tableColumn('region', '行政区划代码', 'Six digits; the region of the import when blank', { aliases: ['区划代码'] }),
  tableColumn('longitude', '经度', 'Degrees east, with the latitude; needed to open'),
  tableColumn('latitude', '纬度', 'Degrees north, with the longitude'),
  tableColumn('areaM2', '面积', 'Floor area in square metres'),
];

/** A row that was read without an error. */
export interface ImportedStation {
  readonly line: number;
  readonly code: string;
  readonly kind: StationKind;
  readonly name: string;
  readonly buildMode: BuildMode;
  readonly address: string;
  readonly regionCode: string;
  readonly point: { readonly longitude: number; readonly latitude: number } | null;
  readonly areaM2: number | null;
}

/** Reads the cells of one row; null when something bars it, told to the row. */
export function readStationRow(row: RowReader, place: ReadingPlace): ImportedStation | null {
  const code = row.required('code', readCode(row));
  const kind = row.required('kind', row.oneOf('kind', KINDS));
  const name = row.required('name', row.text('name', 100, 2));
  const buildMode = row.required('buildMode', row.oneOf('buildMode', MODES));
  const address = row.required('address', row.text('address', 200, 2));
  const regionCode = readRegion(row, place, 'Name the county or city where it stands.');
  const point = readPoint(row);
  const areaM2 = row.decimal('areaM2', 100_000);
  if (row.isBarred || !code || !kind || !name || !buildMode || !address || !regionCode) return null;
  return { line: row.line, code, kind, name, buildMode, address, regionCode, point, areaM2 };
}

function readCode(row: RowReader): string | null {
  const text = row.text('code', 30);
  if (text === null || /^[A-Z0-9][A-Z0-9-]{2,29}$/.test(text)) return text;
  return row.refuse('code', 'STATION_CODE', 'Write 3 to 30 capital letters, digits and hyphens.');
}

function readPoint(row: RowReader): ImportedStation['point'] {
  const longitude = row.decimal('longitude', 180);
  const latitude = row.decimal('latitude', 90);
  if (longitude !== null && latitude !== null) return { longitude, latitude };
  if ((longitude !== null || latitude !== null) && !row.isBarred)
    row.refuse('longitude', 'POINT_WHOLE', 'Write longitude and latitude together.');
  return null;
}
