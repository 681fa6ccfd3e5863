import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, insertRow, plantUnions, useTestDatabase, viewerWith } from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';
import { aReturnService } from '../row-builders';

const [STEEL, COAL] = [newId(), newId()] as const;
const LIST = `{ travelSubsidyRequests { nodes { id state paid paidOn } } paid: travelSubsidyRequests(where: { state: { eq: PAID } }) { totalCount } }`;

describe('the payment of a request that is paid in another county', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  const id = newId();
  beforeAll(async () => {
    await plantUnions(db.owner, { [STEEL]: null, [COAL]: null });
    const worker_id = newId();
    const person = { id: worker_id, union_id: STEEL, region_code: '340102', is_migrant: true, source_version: 1 };
    await insertRow(db.owner, 'worker_projection', person);
    await insertRow(db.owner, 'travel_subsidy_request', {
      ...{ id, return_service_id: await aReturnService(db.owner), worker_id, amount_fen: 20_000 },
      ...{ requested_on: '2017-01-20', region_code: '340102' },
    });
    await insertRow(db.owner, 'request_payment_projection', {
      ...{ id: newId(), request_id: id, region_code: '340202', status: 'PAID', amount_fen: 20_000 },
      ...{ paid_on: '2017-01-25', source_version: 1 },
    });
  });

  const shown = async (read: string, readUnions: readonly string[] | null): Promise<object> => {
    const viewer = viewerWith({ role: 'maker', read: [read], readUnions });
    const { data, errors } = await executeSubgraph(migrantsSubgraph, { db: db.app, viewer, query: LIST });
    expect(errors).toEqual([]);
    return data;
  };
  const made = {
    travelSubsidyRequests: { nodes: [{ id, state: 'PAID', paid: '200.00', paidOn: '2017-01-25' }] },
    paid: { totalCount: 1 },
  };
  const nothing = { travelSubsidyRequests: { nodes: [] }, paid: { totalCount: 0 } };

  it.each([
    ['the county that asked', '340102', null, made],
    ['the union that asked', '340102', [STEEL], made],
    ['another union of the county', '340102', [COAL], nothing],
    ['the county that pays', '340202', null, nothing],
  ] as const)('I34: is shown with its request: to %s', async (_who, read, unions, seen) => {
    expect(await shown(read, unions)).toEqual(seen);
  });
});
