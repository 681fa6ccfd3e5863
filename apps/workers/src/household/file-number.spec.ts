import { describe, expect, it } from '@jest/globals';
import { Acts } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { plantUnions, testClock, useTestDatabase, viewerWith } from '@nuan/testing';

import { aHousehold } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';
import { nextFileNo } from './file-number';

describe('the numbers of files', () => {
  const db = useTestDatabase(workersSubgraph.database);

  it('go on from the files of every union, whoever files first', async () => {
    const [steel, coal] = [newId(), newId()];
    await plantUnions(db.owner, { [steel]: null, [coal]: null });
    await aHousehold(db.owner, { region_code: '340103', union_id: coal, file_no: 'K340103-2016-00007' });
    const maker = viewerWith({ role: 'maker', read: ['340103'], readUnions: [steel] });
    const next = () =>
      new Acts(db.app, testClock).perform(maker, 'household.number', (tx) => nextFileNo(tx, '340103', 2016));
    expect(await next()).toBe('K340103-2016-00008');
    expect(await next()).toBe('K340103-2016-00009');
  });
});
