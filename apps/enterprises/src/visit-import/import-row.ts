import { readCreditCode, type RowReader, tableColumn, type TableColumn } from '@nuan/intake';
import type { LocalDate } from '@nuan/kernel';

import { MAX_VISIT_FEN } from '../visit/new-visit';
import { VisitLeaderRank } from '../visit/visit-leader-rank';

const NEEDED = { isRequired: true };
const FREE = { isFreeText: true };

/** How ranks are written in a file; the code of the schema is understood too. */
const RANKS = new Map<string, VisitLeaderRank>([
  ['省领导', VisitLeaderRank.PROVINCE_LEADER],
  ['市领导', VisitLeaderRank.PREFECTURE_LEADER],
  ['县领导', VisitLeaderRank.COUNTY_LEADER],
  ['工会负责人', VisitLeaderRank.UNION_LEADER],
  ['工会干部', VisitLeaderRank.UNION_CADRE],
  ...Object.values(VisitLeaderRank).map((rank) => [rank, rank] as const),
]);

/** Columns of the template (导入模板). */
export const VISIT_COLUMNS: readonly TableColumn[] = [
  tableColumn('creditCode', '统一社会信用代码', '18 characters; an enterprise of the region of the import', {
    ...NEEDED,
    aliases: ['信用代码'],
  }),
  tableColumn('visitedOn', '走访日期', 'A day such as 2017-01-20, today at the latest', NEEDED),
  tableColumn('leaderRank', '带队领导级别', 'One of: 省领导、市领导、县领导、工会负责人、工会干部', NEEDED),
  tableColumn('leader', '带队领导职务', 'Public position, 2 to 60 characters, never a name', { ...NEEDED, ...FREE }),
  tableColumn('workersMet', '慰问职工人数', 'Workers met, a whole number; blank when not counted'),
  tableColumn('amount', '慰问金', 'Yuan handed to the enterprise itself, above 0; blank for none', {
    aliases: ['慰问金额'],
  }),
  tableColumn('goods', '慰问品折价', 'Yuan, above 0; blank for none'),
  tableColumn('note', '备注', 'To 500 characters', FREE),
];

/** A row that was read without an error. */
export interface ImportedVisit {
  readonly line: number;
  readonly creditCode: string;
  readonly visitedOn: LocalDate;
  readonly leaderRank: VisitLeaderRank;
  readonly leader: string;
  readonly workersMet: number | null;
  readonly amount: bigint | null;
  readonly goods: bigint | null;
  readonly note: string | null;
}

/** Reads the cells of one row; null when something bars it, told to the row. */
export function readVisitRow(row: RowReader, today: LocalDate): ImportedVisit | null {
  const creditCode = row.required('creditCode', readCreditCode(row));
  const visitedOn = row.required('visitedOn', row.date('visitedOn'));
  if (visitedOn !== null && visitedOn > today)
    row.refuse('visitedOn', 'NOT_IN_THE_FUTURE', 'Record what has happened: the day is still to come.');
  const leaderRank = row.required('leaderRank', row.oneOf('leaderRank', RANKS));
  const leader = row.required('leader', row.text('leader', 60, 2));
  const workersMet = row.integer('workersMet', 0, 1_000_000);
  const [amount, goods] = [readAmount(row, 'amount'), readAmount(row, 'goods')];
  const note = row.text('note', 500);
  if (row.isBarred || !creditCode || !visitedOn || !leaderRank || !leader) return null;
  return { line: row.line, creditCode, visitedOn, leaderRank, leader, workersMet, amount, goods, note };
}

function readAmount(row: RowReader, key: 'amount' | 'goods'): bigint | null {
  const fen = row.yuan(key);
  if (fen === null || (fen > 0n && fen <= MAX_VISIT_FEN)) return fen;
  return row.refuse(key, 'AMOUNT_POSITIVE', 'Write an amount above 0.00, at most 100000000.00, or leave it blank.');
}
