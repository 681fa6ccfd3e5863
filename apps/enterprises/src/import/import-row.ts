import {
  listedWords,
  readCreditCode,
  type ReadingPlace,
  readRegion,
  type RowReader,
  tableColumn,
  type TableColumn,
} from '@nuan/intake';
import type { DistressKind, Industry, LocalDate } from '@nuan/kernel';
import { findRegion } from '@nuan/regions';

import { type Ownership } from '../enterprise/ownership';

/** How values are written in a file; the code of the schema is understood too. */
const WORDS = {
  industry: listedWords<Industry>({
    COAL: '煤炭',
    STEEL: '钢铁',
    CONSTRUCTION: '建筑、建筑业',
    SANITATION: '环卫',
    RAIL_TRANSIT: '轨道交通',
    TEXTILE: '纺织',
    MACHINERY: '机械',
    CHEMICAL: '化工',
    FINANCE: '金融',
    TRADE: '商贸、贸易',
    OTHER: '其他',
  }),
  ownership: listedWords<Ownership>({
    STATE_OWNED: '国有',
    COLLECTIVE: '集体',
    PRIVATE: '民营、私营',
    FOREIGN_INVESTED: '外资、港澳台资',
    JOINT_STOCK: '股份制',
    OTHER: '其他',
  }),
  distress: listedWords<DistressKind>({
    OVERCAPACITY_CLOSED: '关停、化解过剩产能关停',
    ZOMBIE: '僵尸、僵尸企业',
    LOSS_MAKING: '亏损',
    OTHER: '其他',
  }),
};

const listed = (list: keyof typeof WORDS): string =>
  [...WORDS[list].keys()].filter((word) => /[^A-Z_]/.test(word)).join('、');

const NEEDED = { isRequired: true };
const FREE = { isFreeText: true };

/** Columns of the template (导入模板). */
export const ENTERPRISE_COLUMNS: readonly TableColumn[] = [
  tableColumn('creditCode', '统一社会信用代码', '18 characters', { ...NEEDED, aliases: ['信用代码'] }),
  tableColumn('name', '单位名称', 'As registered', { ...NEEDED, ...FREE, aliases: ['企业名称'] }),
  tableColumn('industry', '所属行业', `One of: ${listed('industry')}`, { ...NEEDED, aliases: ['行业'] }),
  tableColumn('ownership', '单位性质', `One of: ${listed('ownership')}`, NEEDED),
  tableColumn('region', '行政区划代码', 'Six digits; the region of the import when blank', { aliases: ['区划代码'] }),
  tableColumn('headcount', '职工人数', 'Workers on the roll, a whole number', { aliases: ['在册职工人数'] }),
  tableColumn('distress', '困难类型', `One of: ${listed('distress')}; blank for one in no distress`),
  tableColumn('distressFrom', '困难起始日期', 'A day such as 2016-06-01, with the kind'),
  tableColumn('evidence', '认定依据', 'The list or report that it rests on, with the kind', FREE),
];

/** A row that was read without an error. */
export interface ImportedEnterprise {
  readonly line: number;
  readonly creditCode: string;
  readonly name: string;
  readonly industry: Industry;
  readonly ownership: Ownership;
  readonly region: string;
  readonly headcount: number | null;
  readonly distress: ImportedDistress | null;
}

/** Distress as a row states it, whole. */
export interface ImportedDistress {
  readonly kind: DistressKind;
  readonly fromOn: LocalDate;
  readonly evidence: string;
}

/** Reads the cells of one row; null when something bars it, told to the row. */
export function readEnterpriseRow(row: RowReader, place: ReadingPlace): ImportedEnterprise | null {
  const creditCode = row.required('creditCode', readCreditCode(row));
  const name = row.required('name', row.text('name', 200, 2));
  const industry = row.required('industry', row.oneOf('industry', WORDS.industry));
  const ownership = row.required('ownership', row.oneOf('ownership', WORDS.ownership));
  const headcount = row.integer('headcount', 0, 2_000_000);
  const region = readRegion(row, place, 'Name the county, or the city for one at city level.');
  const distress = readDistress(row, region, place.today);
  if (row.isBarred || !creditCode || !name || !industry || !ownership || !region) return null;
  return { line: row.line, creditCode, name, industry, ownership, region, headcount, distress };
}

function readDistress(row: RowReader, region: string | null, today: LocalDate): ImportedDistress | null {
  const kind = row.oneOf('distress', WORDS.distress);
  const fromOn = row.date('distressFrom');
  const evidence = row.text('evidence', 500, 2);
  if (kind === null && fromOn === null && evidence === null) return null;
  if (kind === null || fromOn === null || evidence === null)
    return row.isBarred
      ? null
      : row.refuse('distress', 'DISTRESS_WHOLE', 'Write kind, first day and grounds together.');
  if (fromOn > today) return row.refuse('distressFrom', 'NOT_IN_THE_FUTURE', 'The day is still to come.');
  if (region !== null && findRegion(region, fromOn) === null)
    return row.refuse('distressFrom', 'REGION_VALID_ON', 'The division did not exist on that day.');
  return { kind, fromOn, evidence };
}
