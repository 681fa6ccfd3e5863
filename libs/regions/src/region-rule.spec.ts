import { describe, expect, it } from '@jest/globals';

import { brokenByRegion } from './region-rule';

describe('the place of a fact', () => {
  it('I32: is a division that existed on the day of the fact', () => {
    expect(brokenByRegion('340102', '2017-01-23', 'region')).toBeNull();
    expect(brokenByRegion('340281', '2017-01-23', 'region')).toMatchObject({
      rule: 'REGION_VALID_ON',
      field: 'region',
    });
    expect(brokenByRegion('340281', '2020-01-23', 'region')).toBeNull();
    expect(brokenByRegion('340199', '2017-01-23', 'cities.0.city')).toMatchObject({ field: 'cities.0.city' });
  });
});
