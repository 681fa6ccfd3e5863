import type { FieldCipher } from '@nuan/database';
import {
  type NamedPerson,
  PERSON_COLUMNS,
  readPerson,
  type RowReader,
  tableColumn,
  type TableColumn,
} from '@nuan/intake';
import { type LocalDate, OccupationGroup } from '@nuan/kernel';

const WORDS: Readonly<Record<OccupationGroup, string>> = {
  SANITATION: '环卫',
  CONSTRUCTION: '建筑',
  TRANSPORT: '交通运输',
  DELIVERY: '快递配送',
  MANUFACTURING: '制造',
  MINING: '采矿',
  SERVICE: '服务业',
  OUTDOOR_OTHER: '其他户外',
  INDOOR: '室内',
};
const OCCUPATIONS: ReadonlyMap<string, OccupationGroup> = new Map(
  Object.values(OccupationGroup).flatMap((group) => [[WORDS[group], group] as const, [group, group] as const]),
);

/** Columns of the template (导入模板). There is none for what a check showed, and a list with one is refused. */
export const CHECK_COLUMNS: readonly TableColumn[] = [
  ...PERSON_COLUMNS,
  tableColumn('occupation', '职业群体', 'That of the batch, such as 环卫; may be left blank', { aliases: ['职业'] }),
];

/** A row that was read without an error. */
export interface ImportedCheck {
  readonly line: number;
  readonly person: NamedPerson;
  /** Null where the row leaves it to the batch. */
  readonly occupation: OccupationGroup | null;
}

/** Reads the cells of one row; null when something bars it, told to the row. */
export function readCheckRow(row: RowReader, cipher: FieldCipher, today: LocalDate): ImportedCheck | null {
  const person = readPerson(row, cipher, today);
  const occupation = row.oneOf('occupation', OCCUPATIONS);
  if (row.isBarred || !person) return null;
  return { line: row.line, person, occupation };
}
