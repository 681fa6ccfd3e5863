import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { FACT_COLUMNS } from '../matching/matching-columns';
import { IMPORT_COLUMNS } from './import-columns';
import { ImportTemplate } from './import-template';
import { IMPORT_WORDS, wordsOf } from './import-words';

const page = readFileSync(join(__dirname, '../../../../docs/import-template.md'), 'utf8');

describe('the import template', () => {
  it.each(IMPORT_COLUMNS.map((column) => [column.title, column] as const))(
    'has %s on its page as it is',
    (_, column) => {
      const aliases = column.aliases.join('、') || '–';
      expect(page).toContain(`| ${column.title}${column.isRequired ? '*' : ''} | ${column.hint} | ${aliases} |`);
    },
  );

  it('names the columns of the other departments’ lists on the same page', () => {
    for (const { title } of Object.values(FACT_COLUMNS).flat()) expect(page).toContain(title);
  });

  it('understands no title and no word in two ways', () => {
    const titles = IMPORT_COLUMNS.flatMap(({ key, title, aliases }) => [key, title, ...aliases]);
    expect(new Set(titles).size).toBe(titles.length);
    for (const list of Object.keys(IMPORT_WORDS) as (keyof typeof IMPORT_WORDS)[])
      expect(new Set(wordsOf(list).split('、')).size).toBe(new Set<string>([...IMPORT_WORDS[list].values()]).size);
  });

  it('begins with the mark by which Excel knows UTF-8', () => {
    expect(new ImportTemplate().content.startsWith('\uFEFF家庭编号*,')).toBe(true);
  });
});
