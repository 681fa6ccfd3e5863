import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, insertRow, useTestDatabase, viewerWith } from '@nuan/testing';

import { aHousehold, exitOn } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';

describe('files of dissolved unions', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const luyang = viewerWith({ role: 'maker', read: ['340103'], subject: 'luyang-1' });
  let [dissolved, successor] = ['', ''];

  const aUnion = async (row: Record<string, unknown> = {}): Promise<string> => {
    const id = newId();
    const values = { id, level: 'GRASSROOTS', region_code: '340103', source_version: '1' };
    await insertRow(db.owner, 'union_projection', { ...values, ...row });
    return id;
  };

  beforeEach(async () => {
    successor = await aUnion({ level: 'COUNTY' });
    dissolved = await aUnion({ dissolved_on: '2016-12-01', successor_id: successor });
  });

  it('are listed with the successor, within the regions of the viewer, and only while they go on', async () => {
    const mine = await aHousehold(db.owner, { union_id: dissolved });
    await aHousehold(db.owner, { union_id: dissolved, region_code: '340202' });
    await aHousehold(db.owner, { ...exitOn('2016-12-30', 'DUPLICATE'), union_id: dissolved });
    await aHousehold(db.owner, { union_id: successor });
    const tomorrow = await aUnion({ dissolved_on: '2017-01-24', successor_id: successor });
    await aHousehold(db.owner, { union_id: tomorrow });
    const { data, errors } = await executeSubgraph(workersSubgraph, {
      db: db.app,
      viewer: luyang,
      query: `query($union: ID!) { filesOfDissolvedUnions(where: { unionId: { eq: $union } }) { totalCount nodes {
        dissolvedOn household { id } union { id } successor { id } openTransfer { id } } }
        none: filesOfDissolvedUnions(where: { unionId: { eq: "${tomorrow}" } }) { totalCount } }`,
      variables: { union: dissolved },
    });
    expect(errors).toEqual([]);
    expect(data).toEqual({
      filesOfDissolvedUnions: {
        totalCount: 1,
        nodes: [
          {
            dissolvedOn: '2016-12-01',
            household: { id: mine.id },
            union: { id: dissolved },
            successor: { id: successor },
            openTransfer: null,
          },
        ],
      },
      none: { totalCount: 0 },
    });
  });
});
