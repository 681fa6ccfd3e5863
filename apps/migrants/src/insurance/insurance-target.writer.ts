import { assertMayWrite, type Viewer } from '@nuan/auth';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForRegion, type Refusal, RuleBroken } from '@nuan/federation';
import { yearOf } from '@nuan/kernel';
import { refuseRegion } from '@nuan/regions';

import { InsuranceTarget } from './insurance-target.entity';
import type { SetInsuranceTargetInput } from './insurance-target.inputs';

/** The target that a region would be held to without one of its own, from the regions above it. */
const ABOVE = `select share_percent as "sharePercent" from insurance_target
  where year <= $2 and region_code <> $1 and region_code = any(array[left($1, 4) || '00', left($1, 2) || '0000'])
  order by case region_code when left($1, 4) || '00' then 1 else 2 end, year desc limit 1`;

/** Sets the stages of the insurance programme (同舟计划分阶段目标); a region may ask for more than the one above it, never for less. */
export class InsuranceTargetWriter {
  constructor(private readonly acts: Acts) {}

  /**
   * Sets, or corrects, the target of a region for this year or a later one.
   *
   * @throws ForbiddenError when the region is outside the viewer's write regions, or the viewer writes for some unions only.
   */
  async set(viewer: Viewer, input: SetInsuranceTargetInput): Promise<InsuranceTarget | Refusal> {
    const { regionCode, year, sharePercent, basis } = input;
    assertMayWrite(viewer, regionCode, 'standard:manage');
    assertWritesForRegion(viewer, 'standard:manage');
    return this.acts.perform<InsuranceTarget, Refusal>(viewer, 'insuranceTarget.set', async (tx) => {
      if (year < yearOf(tx.today)) {
        const message = 'What a past year was held to stays: set this year or a later one.';
        tx.refuse(new RuleBroken('TARGET_OF_THE_PAST', 'year', message, { earliest: yearOf(tx.today) }));
      }
      refuseRegion(tx, 'regionCode', regionCode);
      await assertNotBelow(tx, input);
      await tx.query(
        `insert into insurance_target (region_code, year, share_percent, basis) values ($1, $2, $3, $4)
         on conflict on constraint insurance_target_pkey do update set share_percent = excluded.share_percent, basis = excluded.basis`,
        [regionCode, year, sharePercent, basis],
      );
      tx.within(regionCode);
      tx.note({ year, sharePercent, basis });
      return Object.assign(new InsuranceTarget(), { regionCode, year, sharePercent, basis });
    });
  }
}

async function assertNotBelow(tx: ActTransaction, input: SetInsuranceTargetInput): Promise<void> {
  const [above] = await tx.query<{ sharePercent: number }[]>(ABOVE, [input.regionCode, input.year]);
  if (!above || input.sharePercent >= above.sharePercent) return;
  const message = 'A region asks for no less than the one above it.';
  tx.refuse(new RuleBroken('TARGET_BELOW_WIDER', 'sharePercent', message, { wider: above.sharePercent }));
}
