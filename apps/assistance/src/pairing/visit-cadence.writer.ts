import { assertMayWrite, type Viewer } from '@nuan/auth';
import { isUniqueViolation } from '@nuan/database';
import type { Acts } from '@nuan/facts';
import { assertWritesForRegion, type Refusal, RuleBroken } from '@nuan/federation';
import { newId } from '@nuan/kernel';
import { refuseRegion } from '@nuan/regions';

import type { VisitCadence } from './visit-cadence.entity';
import type { SetVisitCadenceInput } from './visit-cadence.inputs';
import type { VisitCadenceService } from './visit-cadence.service';

/** Sets how often helpers visit (走访频次); a rule is followed by a later one and never rewritten. */
export class VisitCadenceWriter {
  constructor(
    private readonly acts: Acts,
    private readonly cadences: VisitCadenceService,
  ) {}

  /**
   * Sets how often helpers of a region visit, from a day on.
   *
   * @throws ForbiddenError when the region is outside the viewer's write regions.
   */
  async set(viewer: Viewer, { idempotencyKey, ...input }: SetVisitCadenceInput): Promise<VisitCadence | Refusal> {
    assertMayWrite(viewer, input.regionCode, 'standard:manage');
    assertWritesForRegion(viewer, 'standard:manage');
    return this.acts.once<VisitCadence, Refusal>(
      viewer,
      'visitCadence.set',
      { key: idempotencyKey, request: input },
      async (tx) => {
        const { regionCode, helperRank, intervalMonths, basis } = input;
        const validFrom = input.validFrom ?? tx.today;
        if (validFrom < tx.today) {
          const message = 'A rule holds from today at the earliest: visits that were in time stay in time.';
          tx.refuse(new RuleBroken('RULE_IN_THE_PAST', 'validFrom', message, { earliest: tx.today }));
        }
        refuseRegion(tx, 'regionCode', regionCode, validFrom);
        const id = newId();
        try {
          await tx.query(
            'insert into visit_cadence (id, region_code, helper_rank, interval_months, valid_from, basis) values ($1, $2, $3, $4, $5, $6)',
            [id, regionCode, helperRank ?? null, intervalMonths, validFrom, basis],
          );
        } catch (error) {
          const message = 'A rule of this region and rank begins on this day: take another day.';
          if (isUniqueViolation(error, 'visit_cadence_place_unique'))
            tx.refuse(new RuleBroken('ONE_CADENCE_A_DAY', 'validFrom', message, { validFrom }));
          throw error;
        }
        tx.about('VisitCadence', id);
        tx.within(regionCode);
        tx.note({ intervalMonths, validFrom, helperRank: helperRank ?? null });
        return id;
      },
      (id) => this.cadences.get(viewer, id),
    );
  }
}
