import { assertCan, type Viewer } from '@nuan/auth';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { HardshipCategory } from '@nuan/kernel';

import { readReason } from '../worker/plain-text';
import { ApplicationStatus } from './application-status';
import type { FilingApplication } from './filing-application.entity';
import { assertAnother, lockFiling, type SeenApplication, writeFiling } from './filing-move';
import type { OverrideFilingCategoryInput } from './filing-step.input';
import type { FilingService } from './filing.service';

/** States in which the category may still be set against the rules' result: not once it is on public notice. */
const OPEN: readonly ApplicationStatus[] = [
  ApplicationStatus.DRAFT,
  ApplicationStatus.RETURNED,
  ApplicationStatus.SUBMITTED,
  ApplicationStatus.FIRST_REVIEW,
  ApplicationStatus.VISITED,
  ApplicationStatus.CHECKED,
];

/** Categories of each generation of rules; a file names one of its own. */
const OF_GENERATION: Readonly<Record<string, readonly HardshipCategory[]>> = {
  '2009': [HardshipCategory.MIN_LIVING, HardshipCategory.NEAR_MIN, HardshipCategory.ACCIDENT, HardshipCategory.EDGE],
  '2021': [HardshipCategory.DEEP, HardshipCategory.RELATIVE, HardshipCategory.ACCIDENTAL, HardshipCategory.EDGE],
};

/** Sets a category against the result of the rules (困难类别调整): proposed with a reason, in force by a second person (I8). */
export class CategoryOverrideWriter {
  constructor(
    private readonly acts: Acts,
    private readonly filings: FilingService,
  ) {}

  /** Proposes a category; an earlier proposal, confirmed or not, gives way to it. */
  async propose(viewer: Viewer, input: OverrideFilingCategoryInput): Promise<FilingApplication | Refusal> {
    assertCan(viewer, 'filing:review');
    const refusal = await this.acts.perform<null, Refusal>(viewer, 'filing.overrideCategory', async (tx) => {
      const application = await lockOpen(tx, input);
      const reason = readReason(input.reason, 'reason');
      await assertOfRules(tx, application, input.category);
      const isDecided = application.category !== null;
      await writeFiling(tx, input.id, {
        override_category: input.category,
        override_reason: reason,
        override_proposed_by: viewer.subject,
        override_confirmed_by: null,
        ...(isDecided ? { category: input.category } : {}),
      });
      tx.note({ category: input.category, before: application.category, reason });
      return null;
    });
    return refusal ?? this.filings.get(viewer, input.id);
  }

  /** Confirms the proposed category; never by who proposed it. */
  async confirm(viewer: Viewer, input: SeenApplication): Promise<FilingApplication | Refusal> {
    assertCan(viewer, 'filing:review');
    const refusal = await this.acts.perform<null, Refusal>(viewer, 'filing.confirmCategory', async (tx) => {
      const { overrideCategory, overrideProposedBy } = await lockOpen(tx, input);
      if (overrideCategory === null)
        tx.refuse(new RuleBroken('OVERRIDE_MISSING', 'id', 'No other category is proposed.'));
      assertAnother(tx, [overrideProposedBy], 'CONFIRM_CATEGORY');
      await writeFiling(tx, input.id, { override_confirmed_by: viewer.subject });
      tx.note({ category: overrideCategory });
      return null;
    });
    return refusal ?? this.filings.get(viewer, input.id);
  }
}

async function lockOpen(tx: ActTransaction, seen: SeenApplication): Promise<FilingApplication> {
  const application = await lockFiling(tx, seen);
  const { status } = application;
  if (!OPEN.includes(status))
    tx.refuse(new RuleBroken('CATEGORY_FIXED', 'id', 'The category is fixed once it is on public notice.', { status }));
  return application;
}

/** A category of the generation that assessed the application; any, before it was assessed. */
async function assertOfRules(
  tx: ActTransaction,
  { assessmentId }: FilingApplication,
  category: HardshipCategory,
): Promise<void> {
  const [row] = await tx.query<{ generation: string }[]>(
    'select r.generation from filing_assessment s join category_rule_set r on r.id = s.rule_set_id where s.id = $1',
    [assessmentId],
  );
  const known = row && OF_GENERATION[row.generation];
  if (known && !known.includes(category))
    tx.refuse(
      new RuleBroken('CATEGORY_OF_RULES', 'category', 'The rules that were applied know no such category.', {
        known: known.join(', '),
      }),
    );
}
