import { assertCan, type Viewer } from '@nuan/auth';
import { isUniqueViolation, rowMapping } from '@nuan/database';
import type { Acts, ActTransaction } from '@nuan/facts';
import { moveState, type Refusal, RuleBroken } from '@nuan/federation';
import { HardshipCategory, newId } from '@nuan/kernel';

import { appendEvent, lockEditable, lockFile, saveFile } from '../household/file-change';
import { FileEventKind } from '../household/file-event-kind';
import type { Household } from '../household/household.entity';
import { reasonOf } from '../household/plain-text';
import type { DecideCategoryInput, ProposeCategoryInput } from './assessment.inputs';
import type { AssessmentService } from './assessment.service';
import { CategoryOverride } from './category-override.entity';
import { categoryOverrideMachine } from './category-override.machine';

const rows = rowMapping(CategoryOverride, 'o');

/** One category is proposed at a time: the constraint decides. */
export const UNIQUE_PENDING_OVERRIDE = 'category_override_household_id_pending_unique';

/** Categories of each generation of rules. */
const CATEGORIES: Readonly<Record<string, readonly HardshipCategory[]>> = {
  '2009': [HardshipCategory.MIN_LIVING, HardshipCategory.NEAR_MIN, HardshipCategory.ACCIDENT, HardshipCategory.EDGE],
  '2021': [HardshipCategory.DEEP, HardshipCategory.RELATIVE, HardshipCategory.ACCIDENTAL, HardshipCategory.EDGE],
};

/** Sets a category against the result of the rules (类别调整): one person proposes with a reason, another confirms (I8). */
export class CategoryOverrideWriter {
  constructor(
    private readonly acts: Acts,
    private readonly assessments: AssessmentService,
  ) {}

  /**
   * Proposes a category; nothing changes until a second person confirms.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions.
   */
  async propose(viewer: Viewer, input: ProposeCategoryInput): Promise<CategoryOverride | Refusal> {
    assertCan(viewer, 'household:write');
    const { idempotencyKey: key, ...request } = input;
    try {
      return await this.acts.once<CategoryOverride, Refusal>(
        viewer,
        'category.propose',
        { key, request },
        async (tx) => {
          const { file, reason } = await lockEditable(tx, input);
          assertProposable(tx, file, input.category);
          const id = newId();
          await tx.query(
            `insert into category_override (id, household_id, region_code, state, category, reason, proposed_by, proposed_at, version)
             values ($1, $2, $3, 'PENDING', $4, $5, $6, $7, 1)`,
            [id, file.id, file.regionCode, input.category, reason, viewer.subject, tx.now],
          );
          tx.about('CategoryOverride', id);
          tx.note({ before: file.category, proposed: input.category });
          await appendEvent(tx, file.id, { kind: FileEventKind.OVERRIDE_PROPOSED, note: reason });
          return id;
        },
        (id) => this.assessments.getOverride(viewer, id),
      );
    } catch (error) {
      if (isUniqueViolation(error, UNIQUE_PENDING_OVERRIDE))
        return new RuleBroken(
          'OVERRIDE_PENDING',
          'id',
          'Another category is proposed for this file: decide on it first.',
        );
      throw error;
    }
  }

  /**
   * Confirms a proposed category: it is the file's from now on, with the reason and both persons on record.
   *
   * @throws ForbiddenError when the viewer may not approve filings. NotFoundError outside its regions.
   */
  async confirm(viewer: Viewer, input: DecideCategoryInput): Promise<CategoryOverride | Refusal> {
    assertCan(viewer, 'filing:approve');
    return this.decide(viewer, input, 'CONFIRM', async (tx, override) => {
      const file = await lockFile(tx, override.householdId, null);
      assertProposable(tx, file, override.category);
      const columns = {
        category: override.category,
        override_reason: override.reason,
        override_approved_by: viewer.subject,
      };
      const note = `${file.category} → ${override.category}`;
      await saveFile(tx, file.id, columns, { kind: FileEventKind.CATEGORY_CHANGED, note });
    });
  }

  /**
   * Declines a proposed category with a reason.
   *
   * @throws ForbiddenError when the viewer may not approve filings. NotFoundError outside its regions.
   */
  async decline(viewer: Viewer, input: DecideCategoryInput): Promise<CategoryOverride | Refusal> {
    assertCan(viewer, 'filing:approve');
    return this.decide(viewer, input, 'DECLINE', async (tx) => {
      reasonOf(tx, input.opinion ?? '', 'opinion');
      return Promise.resolve();
    });
  }

  /**
   * Takes a proposed category back.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions.
   */
  async withdraw(viewer: Viewer, input: DecideCategoryInput): Promise<CategoryOverride | Refusal> {
    assertCan(viewer, 'household:write');
    return this.decide(viewer, input, 'WITHDRAW', () => Promise.resolve());
  }

  private async decide(
    viewer: Viewer,
    { id, expectedVersion, opinion }: DecideCategoryInput,
    event: 'CONFIRM' | 'DECLINE' | 'WITHDRAW',
    effect: (tx: ActTransaction, override: CategoryOverride) => Promise<void>,
  ): Promise<CategoryOverride | Refusal> {
    return this.acts.perform<CategoryOverride, Refusal>(viewer, `category.${event.toLowerCase()}`, async (tx) => {
      const { to } = await moveState(tx, {
        table: 'category_override',
        id,
        machine: categoryOverrideMachine,
        event,
        column: 'state',
        expectedVersion,
        columns: 'state, version, region_code',
      });
      const [found] = await tx.query<Record<string, unknown>[]>(
        `select ${rows.columns} from category_override o where o.id = $1`,
        [id],
      );
      const override = rows.map(found ?? {});
      if (event !== 'WITHDRAW' && override.proposedBy === viewer.subject)
        tx.refuse(new RuleBroken('FOUR_EYES', 'id', 'Who proposed a category does not decide on it.'));
      tx.about('Household', override.householdId);
      const said = opinion ? reasonOf(tx, opinion, 'opinion') : null;
      const [[row] = []] = await tx.query<[Record<string, unknown>[], number]>(
        `update category_override o set state = $2, decided_by = $3, decided_at = $4, opinion = $5, version = o.version + 1
         where o.id = $1 returning ${rows.columns}`,
        [id, to, viewer.subject, tx.now, said],
      );
      await effect(tx, override);
      return rows.map(row ?? {});
    });
  }
}

function assertProposable(tx: ActTransaction, file: Household, category: HardshipCategory): void {
  if (!CATEGORIES[file.ruleSet]?.includes(category))
    tx.refuse(
      new RuleBroken('CATEGORY_OF_GENERATION', 'category', 'The rules of this file know no such category.', {
        ruleSet: file.ruleSet,
      }),
    );
  if (category === file.category)
    tx.refuse(new RuleBroken('NOTHING_TO_CHANGE', 'category', 'This is the category of the file already.'));
}
