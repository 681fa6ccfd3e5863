import { beforeAll, describe, expect, it } from '@jest/globals';
import { Acts, type ActTransaction, verifyAudit } from '@nuan/facts';
import { rowActs, type RowFields } from '@nuan/intake';
import { newId } from '@nuan/kernel';
import { plantUnions, testClock, useTestDatabase, viewerWith } from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';
import { placePerson } from '../placement/person-placement';
import { PlacementRoute } from '../placement/placement-route';
import { recordBuilders } from '../record-builders';
import { postVacancy } from '../referral/referral-acts';

const [HERE, THERE] = ['340102', '340202'] as const;
const [STEEL, COAL] = [newId(), newId()] as const;
const FIELDS: RowFields = { named: 'personId', columns: { enterpriseId: 'creditCode' } };
/** Reads two counties and two unions, and writes for one of each. */
const maker = viewerWith({
  ...{ role: 'maker', subject: 'maker-steel', read: [HERE, THERE], write: [HERE] },
  ...{ readUnions: [STEEL, COAL], writeUnions: [STEEL] },
});

type Work = (act: ActTransaction) => Promise<string>;

describe('a row of a list that is another’s to write', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  const take = (rows: readonly Work[]) =>
    new Acts(db.app, testClock).perform(maker, 'placement.import', (tx) =>
      rowActs<Work>(
        tx,
        () => FIELDS,
        (act, work) => work(act),
      )(rows),
    );
  const place =
    (union_id: string): Work =>
    async (act) => {
      const { id } = await a.worker({ union_id });
      return placePerson(act, {
        ...{ person: { id, regionCode: HERE, isMigrant: false }, placedOn: '2017-01-09', employerId: newId() },
        ...{ regionCode: HERE, routes: [PlacementRoute.TRAINING], startupProjectId: null, referralId: null },
        ...{ wage: null, contractRef: 'HT-1' },
      });
    };
  const post =
    (region_code: string): Work =>
    async (act) => {
      const { id: enterpriseId } = await a.enterprise({ region_code });
      return postVacancy(act, { enterpriseId, title: '仓储管理员', openings: 1 });
    };

  beforeAll(() => plantUnions(db.owner, { [STEEL]: null, [COAL]: null }));

  it('I34: is left out by itself, with the rule and its column, whether a rule or the wall refuses it', async () => {
    const rows = await take([place(STEEL), place(COAL), post(THERE), post('340302'), post(HERE)]);
    expect(rows).toMatchObject([
      expect.any(String),
      { column: 'personId', rule: 'FORBIDDEN' },
      { column: 'personId', rule: 'FORBIDDEN' },
      { column: 'personId', rule: 'NOT_FOUND' },
      expect.any(String),
    ]);
    const [made] = await db.owner.query<object[]>(
      'select (select count(*)::int from placement) as placed, (select count(*)::int from job_vacancy) as posted',
    );
    expect(made).toEqual({ placed: 1, posted: 1 });
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
  });
});
