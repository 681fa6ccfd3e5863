import { findLeak } from '@nuan/federation';
import { holdsPersonalNumber, type LocalDate } from '@nuan/kernel';
import { Field, Int, ObjectType } from 'type-graphql';

import { NOTICE_COLUMNS } from './notice-file';
import type { SourcedList } from './notice-list.service';

/** A list that was not given out, because a cell holds what may not be published. It names the cell and never its text. */
@ObjectType('PersonalNumberFound', {
  description:
    'A list was not given out (公示名单未导出): a cell holds what looks like an ID number, an account or a phone. Correct it in the file first.',
})
export class PersonalNumberFound {
  @Field(() => String, { description: 'The rule (规则): always NO_PERSONAL_NUMBERS.' })
  readonly rule: string = 'NO_PERSONAL_NUMBERS';

  @Field(() => Int, { description: 'Running number of the line (序号); 0 for the heading.' })
  readonly row: number;

  @Field(() => String, { description: 'Title of the column (列名).' })
  readonly column: string;

  @Field(() => String, { description: 'What is wrong and what to do next (说明); it never repeats the text.' })
  readonly message: string;

  constructor(row: number, column: string) {
    this.row = row;
    this.column = column;
    this.message = `Line ${row}, column ${column}, holds what looks like a personal number. Correct it in the file; nothing was given out.`;
  }
}

/**
 * The first cell of a list that may not leave, or null. Names are looked through before they are masked: a mask hides a number from
 * whoever looks and leaves some of it to whoever reads.
 */
export function leakOf({ list, sources }: SourcedList, today: LocalDate): PersonalNumberFound | null {
  if (isUnfit(list.heading, today)) return new PersonalNumberFound(0, '公示单位');
  for (const { row, name } of sources) {
    if (isUnfit(name, today)) return new PersonalNumberFound(row.number, '姓名');
    const column = NOTICE_COLUMNS.find(([, cell]) => isUnfit(cell(row), today));
    if (column) return new PersonalNumberFound(row.number, column[0]);
  }
  return null;
}

/** By check digit, and by length for what a slip of the pen took the check digit from; full-width digits are digits. */
function isUnfit(text: string, today: LocalDate): boolean {
  const plain = text.normalize('NFKC');
  return findLeak(plain, today) !== null || holdsPersonalNumber(plain);
}
