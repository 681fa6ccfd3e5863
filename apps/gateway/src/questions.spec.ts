import { join } from 'node:path';

import { isRole } from '@nuan/auth';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';

import { readQuestions } from './questions';

describe('the saved questions', () => {
  it('are thirteen documents with a question and variables each', async () => {
    const examples = await readQuestions(join(__dirname, '../questions'));
    expect(examples.map(({ name }) => name.slice(0, 3))).toEqual(
      Array.from({ length: 13 }, (_, index) => `q${String(index + 1).padStart(2, '0')}`),
    );
    for (const { query, question, variables, roles } of examples) {
      expect(parse(query).definitions).toHaveLength(1);
      expect(question.length).toBeGreaterThan(20);
      expect(Object.keys(variables).length).toBeGreaterThan(0);
      expect(roles).toContain('province');
      expect(roles.every(isRole)).toBe(true);
    }
  });

  it('are none where there is no directory', async () => {
    expect(await readQuestions('/nowhere')).toEqual([]);
  });
});
