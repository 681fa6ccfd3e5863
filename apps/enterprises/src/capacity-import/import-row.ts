import { readCreditCode, type RowReader, tableColumn, type TableColumn } from '@nuan/intake';
import { DiversionRoute, Industry, type LocalDate, yearOf } from '@nuan/kernel';

import { MAX_DIVERTED, MAX_TONS } from '../capacity/capacity.inputs';

const NEEDED = { isRequired: true };

/** How products are written in a file; the code of the schema is understood too. */
const PRODUCTS = new Map<string, CutProduct>([
  ['煤炭', Industry.COAL],
  ['钢铁', Industry.STEEL],
  ['COAL', Industry.COAL],
  ['STEEL', Industry.STEEL],
]);

/** What capacity is cut in. */
export type CutProduct = Industry.COAL | Industry.STEEL;

/** The column of each route by which workers are diverted. */
const ROUTE_COLUMNS: readonly (readonly [DiversionRoute, string, string])[] = [
  [DiversionRoute.EARLY_RETIRED, 'earlyRetired', '提前退休人数'],
  [DiversionRoute.ILL_OR_DISABLED_LEFT, 'illOrDisabledLeft', '病残离岗人数'],
  [DiversionRoute.INTERNAL_RETIRED, 'internalRetired', '内部退养人数'],
  [DiversionRoute.REASSIGNED, 'reassigned', '转岗人数'],
  [DiversionRoute.CONTRACT_ENDED, 'contractEnded', '解除劳动合同人数'],
];

/** Columns of the template (导入模板). */
export const CAPACITY_COLUMNS: readonly TableColumn[] = [
  tableColumn('creditCode', '统一社会信用代码', '18 characters; an enterprise of the region of the import', {
    ...NEEDED,
    aliases: ['信用代码'],
  }),
  tableColumn('year', '年度', 'Four digits, 2013 to this year', NEEDED),
  tableColumn('product', '产品', 'One of: 煤炭、钢铁', { ...NEEDED, aliases: ['行业'] }),
  tableColumn('plannedTons', '计划压减产能', 'Tons a year, a whole number above 0', NEEDED),
  tableColumn('doneTons', '已压减产能', 'Tons a year, a whole number; 0 before anything was given up', NEEDED),
  tableColumn('closedOn', '关停日期', 'A day such as 2016-12-20, today at the latest; blank while the works run'),
  ...ROUTE_COLUMNS.map(([, key, title]) => tableColumn(key, title, 'Persons; blank when none is reported')),
];

/** Workers diverted by one route. */
export interface ImportedDiversion {
  readonly route: DiversionRoute;
  readonly workers: number;
  /** Column that states it. */
  readonly column: string;
}

/** A row that was read without an error. */
export interface ImportedCut {
  readonly line: number;
  readonly creditCode: string;
  readonly year: number;
  readonly product: CutProduct;
  readonly plannedTons: number;
  readonly doneTons: number;
  readonly closedOn: LocalDate | null;
  /** Routes by which somebody is reported. */
  readonly diversions: readonly ImportedDiversion[];
}

/** Reads the cells of one row; null when something bars it, told to the row. */
export function readCutRow(row: RowReader, today: LocalDate): ImportedCut | null {
  const creditCode = row.required('creditCode', readCreditCode(row));
  const year = row.required('year', row.integer('year', 2013, yearOf(today)));
  const product = row.required('product', row.oneOf('product', PRODUCTS));
  const plannedTons = row.required('plannedTons', row.integer('plannedTons', 1, MAX_TONS));
  const doneTons = row.required('doneTons', row.integer('doneTons', 0, MAX_TONS));
  const closedOn = row.date('closedOn');
  if (closedOn !== null && closedOn > today)
    row.refuse('closedOn', 'NOT_IN_THE_FUTURE', 'Record what has happened: the day is still to come.');
  const diversions = ROUTE_COLUMNS.flatMap(([route, column]) => {
    const workers = row.integer(column, 0, MAX_DIVERTED) ?? 0;
    return workers > 0 ? [{ route, workers, column }] : [];
  });
  if (row.isBarred || !creditCode || !year || !product || plannedTons === null || doneTons === null) return null;
  return { line: row.line, creditCode, year, product, plannedTons, doneTons, closedOn, diversions };
}
