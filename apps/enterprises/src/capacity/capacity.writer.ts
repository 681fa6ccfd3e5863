import { assertCan, type Viewer } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import { InvalidInputError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { Industry, newId, yearOf } from '@nuan/kernel';
import { brokenByRegion } from '@nuan/regions';

import type { EnterpriseOutcome } from '../enterprise/enterprise.results';
import type { EnterpriseService } from '../enterprise/enterprise.service';
import { brokenByFuture, type EnterpriseRow, holdEnterprise, refuseIf } from '../enterprise/held-enterprise';
import type { RecordCapacityCutInput, RecordDiversionInput, YearlyReportInput } from './capacity.inputs';
import { decideReport } from './yearly-report';

/** Records what enterprises cut (化解过剩产能) and whom they divert (分流安置): one figure per year and product or route. */
export class CapacityWriter {
  constructor(
    private readonly acts: Acts,
    private readonly enterprises: EnterpriseService,
  ) {}

  /** Records the cut of a year and product, or changes it by version; the same again is no change. */
  recordCut(viewer: Viewer, input: RecordCapacityCutInput): Promise<EnterpriseOutcome> {
    if (input.product !== Industry.COAL && input.product !== Industry.STEEL)
      throw new InvalidInputError('product', 'PRODUCT_COAL_OR_STEEL', 'Capacity is cut in coal and steel.');
    return this.perform(viewer, 'capacity.cut', input, async (tx, row) => {
      const closedOn = input.closedOn ?? null;
      if (closedOn !== null) refuseIf(tx, brokenByFuture(closedOn, tx.today, 'closedOn'));
      const [known] = await tx.query<{ planned: number; done: number; closedOn: string | null; version: number }[]>(
        `select planned_tons as planned, done_tons as done, closed_on as "closedOn", version
         from capacity_cut where enterprise_id = $1 and year = $2 and product = $3`,
        [row.id, input.year, input.product],
      );
      const isSame =
        known?.planned === input.plannedTons && known.done === input.doneTons && known.closedOn === closedOn;
      const report = { entity: 'CapacityCut', id: row.id, known, isSame, expectedVersion: input.expectedVersion };
      if (decideReport(tx, report) === 'KEEP') return;
      await tx.query(
        `insert into capacity_cut (id, enterprise_id, region_code, year, product, planned_tons, done_tons, closed_on)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (enterprise_id, year, product) do update set planned_tons = excluded.planned_tons,
           done_tons = excluded.done_tons, closed_on = excluded.closed_on, version = capacity_cut.version + 1`,
        [newId(), row.id, row.region_code, input.year, input.product, input.plannedTons, input.doneTons, closedOn],
      );
      tx.note({ year: input.year, product: input.product, plannedTons: input.plannedTons, doneTons: input.doneTons });
      tx.note({ plannedTonsBefore: known?.planned ?? null, doneTonsBefore: known?.done ?? null });
    });
  }

  /** Records the workers diverted by a route in a year, or changes the figure by version; it keeps the region of the first report. */
  recordDiversion(viewer: Viewer, input: RecordDiversionInput): Promise<EnterpriseOutcome> {
    return this.perform(viewer, 'capacity.divert', input, (tx, row) =>
      beyondRegions('the figure stays where the enterprise was when it first reported', async () => {
        const [known] = await tx.query<{ workers: number; version: number }[]>(
          'select workers, version from worker_diversion where enterprise_id = $1 and year = $2 and route = $3',
          [row.id, input.year, input.route],
        );
        const isSame = known?.workers === input.workers;
        const report = { entity: 'WorkerDiversion', id: row.id, known, isSame, expectedVersion: input.expectedVersion };
        if (decideReport(tx, report) === 'KEEP') return;
        await tx.query(
          `insert into worker_diversion (enterprise_id, region_code, year, route, workers) values ($1, $2, $3, $4, $5)
         on conflict (enterprise_id, year, route) do update set workers = excluded.workers, version = worker_diversion.version + 1`,
          [row.id, row.region_code, input.year, input.route, input.workers],
        );
        tx.note({
          year: input.year,
          route: input.route,
          workers: input.workers,
          workersBefore: known?.workers ?? null,
        });
      }),
    );
  }

  private async perform(
    viewer: Viewer,
    action: string,
    { enterpriseId, year }: YearlyReportInput,
    work: (tx: ActTransaction, row: EnterpriseRow) => Promise<void>,
  ): Promise<EnterpriseOutcome> {
    assertCan(viewer, 'enterprise:write');
    const refused = await this.acts.perform<void, Refusal>(viewer, action, async (tx) => {
      const row = await holdEnterprise(tx, enterpriseId, null, 'enterpriseId');
      refuseIf(tx, brokenByRegion(row.region_code, tx.today, 'enterpriseId'));
      if (year > yearOf(tx.today))
        tx.refuse(new RuleBroken('NOT_IN_THE_FUTURE', 'year', 'The year is still to come.', { today: tx.today }));
      await work(tx, row);
    });
    return refused ?? this.enterprises.written(viewer, enterpriseId);
  }
}
