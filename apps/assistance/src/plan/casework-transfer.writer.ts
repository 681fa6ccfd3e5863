import { assertCan, type Viewer } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForUnion, type Refusal } from '@nuan/federation';

import type { PairingService } from '../pairing/pairing.service';
import type { AidPlanService } from './aid-plan.service';
import { CaseworkTakenOver, type TakeOverCaseworkInput } from './casework-transfer';
import { holdFiledHousehold } from './filed-household';

/** Open plans of the household that stand elsewhere, locked; what has ended keeps the region under which it happened (I32). */
const PLANS = `select id from aid_plan where household_id = $1 and region_code <> $2 and status in ('DRAFT','ACTIVE') order by id for update`;
const PAIRINGS = `select id from pairing where household_id = $1 and region_code <> $2 and ends_on is null order by id for update`;

/**
 * Brings plans and pairings after a household whose file has moved to another union (档案转移). The feed tells the new region of the
 * file alone: who takes the casework over is an officer's decision, and an act.
 */
export class CaseworkTransferWriter {
  constructor(
    private readonly acts: Acts,
    private readonly plans: AidPlanService,
    private readonly pairings: PairingService,
  ) {}

  /**
   * Takes over the open plans and lasting pairings of a household that has come to the viewer's regions; nothing is left to do a
   * second time.
   *
   * @throws NotFoundError when the household is unknown or its file is outside the viewer's write regions.
   * @throws ForbiddenError when it is of a union for which the viewer doesn't write.
   */
  async takeOver(viewer: Viewer, { householdId }: TakeOverCaseworkInput): Promise<CaseworkTakenOver | Refusal> {
    assertCan(viewer, 'plan:write');
    assertCan(viewer, 'pairing:write');
    const outcome = await this.acts.perform<{ plans: number; pairings: number }, Refusal>(
      viewer,
      'casework.takeOver',
      async (tx) => {
        const { id, regionCode, unionId } = await holdFiledHousehold(tx, householdId);
        await assertWritesForUnion(tx, unionId, 'householdId', 'plan:write');
        const { pairings, plans } = await beyondRegions('what comes with the home lies where it came from', () =>
          moveCasework(tx, { id, regionCode, unionId }),
        );
        tx.about('AidPlan', plans);
        tx.about('Pairing', pairings);
        tx.note({ plans: plans.length, pairings: pairings.length });
        return { plans: plans.length, pairings: pairings.length };
      },
    );
    if (!('plans' in outcome)) return outcome;
    const [activePlan = null] = await this.plans.loadActive(viewer, [householdId], undefined);
    const [helper = null] = await this.pairings.loadHelper(viewer, [householdId], undefined);
    return Object.assign(new CaseworkTakenOver(), outcome, { activePlan, helper });
  }
}

/** Moves the plans and pairings of a home to where it lies now; returns which. */
async function moveCasework(
  tx: ActTransaction,
  { id, regionCode, unionId }: { readonly id: string; readonly regionCode: string; readonly unionId: string },
): Promise<{ pairings: string[]; plans: string[] }> {
  const pairings = (await tx.query<{ id: string }[]>(PAIRINGS, [id, regionCode])).map((row) => row.id);
  const plans = (await tx.query<{ id: string }[]>(PLANS, [id, regionCode])).map((row) => row.id);
  for (const [table, ids] of [
    ['pairing', pairings],
    ['aid_plan', plans],
  ] as const) {
    const sql = `update ${table} set region_code = $2, union_id = $3, version = version + 1 where id = any($1::uuid[])`;
    await tx.query(sql, [ids, regionCode, unionId]);
  }
  return { pairings, plans };
}
