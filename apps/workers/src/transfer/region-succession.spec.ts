import { describe, expect, it } from '@jest/globals';
import { readRollups, rollupDrift } from '@nuan/database';
import { fixedClock, newId } from '@nuan/kernel';
import { executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import {
  aHousehold,
  anApplication,
  anErasureRequest,
  anExitReview,
  aRow,
  aSubjectExport,
  aWorker,
  exitOn,
  requestRegions,
} from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';
import { presentCodeOf, RegionSuccession } from './region-succession';

describe('a division that ends', () => {
  const db = useTestDatabase(workersSubgraph.database);
  // As its command does: what was handed in changes its region by the owner's hand alone.
  const on = (day: string) => new RegionSuccession(db.owner, fixedClock(new Date(`${day}T10:00:00+08:00`)));

  it('I32: is followed through all its successors, and by nobody before its day', () => {
    expect(presentCodeOf('340823', '2016-01-03')).toBe('340823');
    expect(presentCodeOf('340823', '2016-01-04')).toBe('340722');
    expect(presentCodeOf('341422', '2011-09-01')).toBe('340225');
    expect(presentCodeOf('341422', '2020-01-01')).toBe('340281');
    expect(presentCodeOf('999999', '2020-01-01')).toBe(null);
  });

  it('I32: hands its open cases to the new officers, and leaves what was closed with its old code', async () => {
    const region_code = '340823';
    const open = await aHousehold(db.app, { region_code });
    const leaving = await aHousehold(db.owner, { region_code, status: 'EXIT_PROPOSED' });
    const review = await anExitReview(db.app, leaving.id, { region_code });
    const cancelled = await aHousehold(db.owner, { ...exitOn('2015-12-01', 'DUPLICATE'), region_code });
    const alone = await aWorker(db.app, { region_code });
    await anErasureRequest(db.owner, alone, region_code);
    await aSubjectExport(db.owner, alone, region_code);
    const coming = await aHousehold(db.owner, { region_code: '340102' });
    const transfer = await aRow(db.app, 'file_transfer', {
      ...{ household_id: coming.id, file_no: 'T-1', state: 'PROPOSED', reason: 'MOVED_HOME', explanation: '迁居' },
      ...{ from_region_code: '340102', from_union_id: newId(), to_region_code: region_code, to_union_id: newId() },
      ...{ proposed_by: 'maker-1', proposed_at: '2015-12-20T09:00:00+08:00', version: 1 },
    });
    const application = await anApplication(db.owner, { region_code, status: 'SUBMITTED' });
    const filed = async () =>
      [...(await readRollups(db.app, { metrics: ['filed'], regionCodes: ['340800', '340700'] })).values()].map(
        ([cell]) => cell?.n ?? 0,
      );
    expect(await filed()).toEqual([2, 0]);
    expect(await on('2016-01-03').due()).toEqual([]);
    expect(await on('2016-01-04').move()).toEqual([{ from: '340823', to: '340722', files: 2, persons: 3 }]);
    expect(await on('2016-01-04').due()).toEqual([]);
    expect(await filed()).toEqual([0, 2]);
    expect(await rollupDrift(db.owner)).toEqual([]);
    expect(await requestRegions(db.owner, alone)).toEqual([
      { what: 'COPY', region_code: '340722', version: null },
      { what: 'ERASURE', region_code: '340722', version: 2 },
    ]);
    const see = (city: string) =>
      executeSubgraph<Record<string, unknown>>(workersSubgraph, {
        db: db.app,
        viewer: viewerWith({ role: 'city', read: [city] }),
        query: `{ open: household(id: "${open.id}") { id } cancelled: household(id: "${cancelled.id}") { id } exitReview(id: "${review}") { id }
          worker(id: "${alone}") { id } filingApplication(id: "${application}") { id }
          fileTransfer(id: "${transfer}") { toRegion { code } } }`,
      });
    expect((await see('340700')).data).toEqual({
      open: { id: open.id },
      cancelled: null,
      exitReview: { id: review },
      worker: { id: alone },
      filingApplication: { id: application },
      fileTransfer: { toRegion: { code: '340722' } },
    });
    expect((await see('340800')).data).toEqual({
      open: null,
      cancelled: { id: cancelled.id },
      exitReview: null,
      worker: null,
      filingApplication: null,
      fileTransfer: null,
    });
    const [act] = await db.app.query(
      `select actor, region_code, detail from audit_entry where action = 'region.succeed' and $1 = any(subject_ids)`,
      [open.id],
    );
    expect(act).toMatchObject({
      actor: 'system:regions',
      region_code: '340722',
      detail: { from: '340823', to: '340722', files: 2 },
    });
  });
});
