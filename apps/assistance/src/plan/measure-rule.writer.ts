import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import type { Acts } from '@nuan/facts';
import { assertWritesForRegion, lockRow, type Refusal, RuleBroken } from '@nuan/federation';
import { addDays, newId } from '@nuan/kernel';
import { refuseRegion } from '@nuan/regions';

import type { MeasureRule } from './measure-rule.entity';
import type { AddMeasureRuleInput, EndMeasureRuleInput } from './measure-rule.inputs';
import type { MeasureRuleService } from './measure-rule.service';

/** Writes the rules of which measure answers which cause (因困施策): added and ended, never rewritten. */
export class MeasureRuleWriter {
  constructor(
    private readonly acts: Acts,
    private readonly rules: MeasureRuleService,
  ) {}

  /**
   * Adds a rule for a region.
   *
   * @throws ForbiddenError when the region is outside the viewer's write regions.
   */
  async add(viewer: Viewer, { idempotencyKey, ...input }: AddMeasureRuleInput): Promise<MeasureRule | Refusal> {
    assertMayWrite(viewer, input.regionCode, 'standard:manage');
    assertWritesForRegion(viewer, 'standard:manage');
    return this.acts.once<MeasureRule, Refusal>(
      viewer,
      'measureRule.add',
      { key: idempotencyKey, request: input },
      async (tx) => {
        const validFrom = input.validFrom ?? tx.today;
        if (validFrom < tx.today) {
          const message = 'A rule holds from today at the earliest: what was proposed before stays explained.';
          tx.refuse(new RuleBroken('RULE_IN_THE_PAST', 'validFrom', message, { earliest: tx.today }));
        }
        refuseRegion(tx, 'regionCode', input.regionCode, validFrom);
        const id = newId();
        const { regionCode, cause, kind, position, dueMonths, needsStudent, needsEmployable, tiers, basis } = input;
        await tx.query(
          `insert into measure_rule (id, region_code, cause, kind, position, due_months, needs_student, needs_employable, tiers, valid_from, basis)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
          [
            id,
            regionCode,
            cause,
            kind,
            position,
            dueMonths,
            needsStudent,
            needsEmployable,
            tiers ?? null,
            validFrom,
            basis,
          ],
        );
        tx.about('MeasureRule', id);
        tx.within(regionCode);
        tx.note({ cause, kind, validFrom });
        return id;
      },
      (id) => this.rules.get(viewer, id),
    );
  }

  /** Ends a rule: its last day is yesterday at the earliest, and its first. */
  async end(viewer: Viewer, { id, expectedVersion, validTo }: EndMeasureRuleInput): Promise<MeasureRule | Refusal> {
    assertCan(viewer, 'standard:manage');
    assertWritesForRegion(viewer, 'standard:manage');
    const outcome = await this.acts.perform<string, Refusal>(viewer, 'measureRule.end', async (tx) => {
      const target = { table: 'measure_rule', entity: 'MeasureRule', id, expectedVersion };
      const rule = await lockRow<{ valid_from: string; valid_to: string | null }>(tx, target);
      const earliest = [addDays(tx.today, -1), rule.valid_from].sort().at(-1) ?? tx.today;
      const lastOn = validTo ?? earliest;
      if (lastOn < earliest || (rule.valid_to !== null && lastOn > rule.valid_to)) {
        const message = 'A rule ends from yesterday on, not before it began, and not later than it was to end.';
        tx.refuse(new RuleBroken('RULE_END', 'validTo', message, { earliest }));
      }
      await tx.query('update measure_rule set valid_to = $2, version = version + 1 where id = $1', [id, lastOn]);
      tx.note({ validTo: lastOn });
      return id;
    });
    return typeof outcome === 'string' ? this.rules.get(viewer, outcome) : outcome;
  }
}
