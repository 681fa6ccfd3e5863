import type { FieldCipher } from '@nuan/database';
import {
  type NamedPerson,
  PERSON_COLUMNS,
  readCreditCode,
  readPerson,
  type RowReader,
  tableColumn,
  type TableColumn,
} from '@nuan/intake';
import type { LocalDate } from '@nuan/kernel';

import { PlacementRoute } from '../placement/placement-route';

const ROUTES: ReadonlyMap<string, PlacementRoute> = new Map([
  ['培训', PlacementRoute.TRAINING],
  ['推荐岗位', PlacementRoute.REFERRAL],
  ['示范单位', PlacementRoute.DEMONSTRATION_UNIT],
  ['自主创业', PlacementRoute.SELF_EMPLOYED],
  ...Object.values(PlacementRoute).map((route) => [route, route] as const),
]);

const NEEDED = { isRequired: true };

/** Columns of the template (导入模板). */
export const PLACEMENT_COLUMNS: readonly TableColumn[] = [
  ...PERSON_COLUMNS,
  tableColumn('creditCode', '用人单位信用代码', '18 characters of a registered employer; blank for the self-employed', {
    aliases: ['统一社会信用代码', '信用代码'],
  }),
  tableColumn(
    'placedOn',
    '就业日期',
    'First day in the job, such as 2017-01-09, today at the latest; today when blank',
  ),
  tableColumn(
    'routes',
    '就业途径',
    'One or more of: 培训、推荐岗位、示范单位、自主创业; hires of a start-up project have a list of their own',
    {
      ...NEEDED,
      aliases: ['途径'],
    },
  ),
  tableColumn('contractRef', '就业凭证编号', 'Number of the labour contract, or of the licence; 2 to 100 characters', {
    ...NEEDED,
    aliases: ['劳动合同编号'],
  }),
  tableColumn('wage', '月工资', 'Yuan a month, above 0; blank when not reported'),
];

/** A row that was read without an error. */
export interface ImportedPlacement {
  readonly line: number;
  readonly person: NamedPerson;
  /** Null for the self-employed. */
  readonly creditCode: string | null;
  readonly placedOn: LocalDate | null;
  readonly routes: readonly PlacementRoute[];
  readonly contractRef: string;
  readonly wage: bigint | null;
}

/** Reads the cells of one row; null when something bars it, told to the row. */
export function readPlacementRow(row: RowReader, cipher: FieldCipher, today: LocalDate): ImportedPlacement | null {
  const person = readPerson(row, cipher, today);
  const creditCode = readCreditCode(row);
  const placedOn = row.date('placedOn');
  const written = row.someOf('routes', ROUTES);
  const routes = row.required('routes', written.length > 0 ? written : null);
  const contractRef = row.required('contractRef', row.text('contractRef', 100, 2));
  const wage = row.yuan('wage');
  if (row.isBarred || !person || !routes || !contractRef) return null;
  return { line: row.line, person, creditCode, placedOn, routes, contractRef, wage };
}
