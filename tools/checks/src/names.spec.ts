import { describe, expect, it } from '@jest/globals';

import { emptyNames } from './names';

describe('names', () => {
  it('refuses a file or folder named for nothing', () => {
    expect(emptyNames(['apps/x/src/utils.ts', 'libs/common/src/index.ts', 'apps/x/src/types.ts'])).toHaveLength(3);
  });

  it('lets a noun pass that merely contains such a word', () => {
    expect(emptyNames(['apps/x/src/knowledge-base.entity.ts', 'libs/kernel/src/index.ts'])).toEqual([]);
  });
});
