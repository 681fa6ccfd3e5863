import { describe, expect, it } from '@jest/globals';

import * as kernel from '../index';

const exported: Readonly<Record<string, unknown>> = kernel;
const names = Object.keys(exported)
  .filter((name) => name.endsWith('Descriptions'))
  .map((name) => name.replace(/Descriptions$/, ''));

describe('the vocabulary', () => {
  it('holds the eighteen shared enums', () => {
    expect(names).toHaveLength(18);
  });

  it.each(names)('%s names its values as itself and describes each with the Chinese term', (name) => {
    const values = Object.entries(exported[name] as Record<string, string>);
    const descriptions = exported[`${name}Descriptions`] as Record<string, string>;
    for (const [key, value] of values) {
      expect(value).toBe(key);
      expect(descriptions[value]).toMatch(/（|\(.*\p{Script=Han}.*\)/u);
    }
    expect(Object.keys(descriptions)).toHaveLength(values.length);
  });
});
