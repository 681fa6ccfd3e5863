import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';

import { readExamples } from './questions';

describe('the saved questions', () => {
  it('are thirteen documents with a question and variables each', async () => {
    const { examples } = await readExamples(join(__dirname, '../questions'));
    expect(examples.map(({ name }) => name.slice(0, 3))).toEqual(
      Array.from({ length: 13 }, (_, index) => `q${String(index + 1).padStart(2, '0')}`),
    );
    for (const { query, question, variables } of examples) {
      expect(parse(query).definitions).toHaveLength(1);
      expect(question.length).toBeGreaterThan(20);
      expect(Object.keys(variables).length).toBeGreaterThan(0);
    }
  });

  it('are none where there is no directory', async () => {
    expect(await readExamples('/nowhere')).toEqual({ examples: [] });
  });
});
