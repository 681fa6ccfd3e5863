import { describe, expect, it } from '@jest/globals';

import { csvLine } from './csv-text';
import { RowReader } from './row-reader';

const columns = ['day', 'money', 'count', 'flag', 'cause'].map((key) => ({
  key,
  title: `标题${key}`,
  aliases: [],
  isRequired: false,
  isFreeText: false,
  hint: '',
}));
const reader = (cells: Record<string, string>): RowReader => new RowReader({ line: 7, cells, problems: [] }, columns);

describe('a cell', () => {
  it.each([
    ['2024/2/3', 'Write the date as 2024-02-03.'],
    ['2024年2月3日', 'Write the date as 2024-02-03.'],
    ['20240203', 'Write the date as 2024-02-03.'],
    ['2024-02-30', 'There is no such day in the calendar.'],
    ['45325', "This is a spreadsheet's day number, likely 2024-02-03: format the column as a date, or write it so."],
    ['腊月廿三', 'Write the day of the solar calendar as 2024-02-03.'],
  ])('%s is no date, and is answered by what to write', (day, message) => {
    const row = reader({ day });
    expect(row.date('day')).toBeNull();
    expect(row.problems).toEqual([{ line: 7, column: '标题day', rule: 'DATE', message, weight: 'ERROR' }]);
  });

  it('is taken as written when it can be read in one way only', () => {
    const row = reader({ day: '2024-02-29', money: '36000.5', count: '4', flag: '否', cause: '疾病、上学' });
    const causes = new Map([
      ['疾病', 1],
      ['上学', 2],
    ]);
    expect([
      row.date('day'),
      row.yuan('money'),
      row.integer('count', 1, 9),
      row.flag('flag'),
      row.someOf('cause', causes),
    ]).toEqual(['2024-02-29', 3_600_050n, 4, false, [1, 2]]);
    expect(row.isBarred).toBe(false);
  });

  it.each(['1,000', '1e3', '-5', '10.005', '三千'])('%s is no amount', (money) => {
    const row = reader({ money });
    expect(row.yuan('money')).toBeNull();
    expect(row.isBarred).toBe(true);
  });

  it('that must not be blank is reported once', () => {
    const row = reader({});
    row.required('day', row.date('day'));
    expect(row.problems.map(({ rule }) => rule)).toEqual(['REQUIRED']);
  });
});

describe('a line of an exported CSV', () => {
  it('has nothing that a spreadsheet would compute, and keeps numbers', () => {
    expect(csvLine(['=1+1', '@a', '+86', '-12.5', 'a"b', '+cmd|x'])).toBe(
      `"'=1+1","'@a",+86,-12.5,"a""b","'+cmd|x"\r\n`,
    );
  });
});
