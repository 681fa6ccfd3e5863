import { assertCan, type Viewer, writePatterns } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, type Refusal, RuleBroken } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';

import type { DataCheck } from '../filing/data-check.entity';
import type { FilingApplication } from '../filing/filing-application.entity';
import type { FilingService } from '../filing/filing.service';
import { readReason } from '../worker/plain-text';
import { CHECKED_STATUSES, checkApplications } from './application-check';
import type { HouseholdMatch } from './household-match.entity';
import type { ResolveDataCheckInput, ResolveHouseholdMatchInput, RunChecksInput } from './matching.inputs';
import type { MatchingService } from './matching.service';

interface LockedCheck {
  readonly application_id: string;
  readonly region_code: string;
  readonly result: string;
  readonly rule: string | null;
  readonly resolution: string | null;
  readonly filed_by: string;
}

/** Matches applications on demand and settles conflicts (信息比对、不一致处理). */
export class DataCheckWriter {
  constructor(
    private readonly acts: Acts,
    private readonly filings: FilingService,
    private readonly matches: MatchingService,
  ) {}

  /**
   * Matches one application in hand with the lists of some sources; a source without a list answers UNAVAILABLE.
   *
   * @throws NotFoundError when the application is unknown or outside the viewer's write regions.
   */
  async run(viewer: Viewer, { applicationId, sources }: RunChecksInput): Promise<FilingApplication | Refusal> {
    assertCan(viewer, 'filing:review');
    const outcome = await this.acts.perform<string, Refusal>(viewer, 'filing.check', async (tx) => {
      const { status } = await lockRow<{ status: string }>(tx, {
        table: 'filing_application',
        entity: 'FilingApplication',
        id: applicationId,
        expectedVersion: null,
      });
      if (!(CHECKED_STATUSES as readonly string[]).includes(status))
        tx.refuse(
          new RuleBroken('APPLICATION_IN_HAND', 'applicationId', 'Only an application in hand is matched.', { status }),
        );
      for (const source of [...new Set(sources)].sort()) {
        const [check] = await checkApplications(tx, source, [applicationId]);
        if (!check) return tx.refuse(NO_CONSENT);
        tx.note({ [source]: check.result });
      }
      return applicationId;
    });
    return typeof outcome === 'string' ? this.filings.get(viewer, outcome) : outcome;
  }

  /**
   * Settles a conflict of an application with a reason; never by who filed it.
   *
   * @throws NotFoundError when the check is unknown or its application outside the viewer's write regions.
   */
  async resolve(viewer: Viewer, { id, ...input }: ResolveDataCheckInput): Promise<DataCheck | Refusal> {
    assertCan(viewer, 'filing:review');
    const reason = readReason(input.reason, 'reason');
    const outcome = await this.acts.perform<string, Refusal>(viewer, 'filing.resolveCheck', async (tx) => {
      const check = await this.lockCheck(tx, id);
      if (check.result !== 'CONFLICT') tx.refuse(new RuleBroken('NOT_A_CONFLICT', 'id', 'Only a conflict is settled.'));
      if (check.resolution !== null) tx.refuse(ALREADY_SETTLED);
      if (check.filed_by === viewer.subject)
        tx.refuse(new RuleBroken('ANOTHER_PERSON', 'id', 'Who filed the application does not settle its conflicts.'));
      await tx.query(
        'update data_check set resolution = $2, resolved_by = $3, resolved_at = $4, filed_by = $5 where id = $1',
        [id, reason, viewer.subject, tx.now, check.filed_by],
      );
      tx.note({ check: id, rule: check.rule, reason });
      return id;
    });
    return typeof outcome === 'string' ? this.matches.getCheck(viewer, outcome) : outcome;
  }

  /**
   * Settles a conflict of an active file with what was found.
   *
   * @throws NotFoundError when the match is unknown or outside the viewer's write regions.
   */
  async resolveMatch(viewer: Viewer, { id, ...input }: ResolveHouseholdMatchInput): Promise<HouseholdMatch | Refusal> {
    assertCan(viewer, 'filing:review');
    const reason = readReason(input.reason, 'reason');
    const outcome = await this.acts.perform<string, Refusal>(viewer, 'household.resolveMatch', async (tx) => {
      const match = await lockRow<{
        household_id: string;
        result: string;
        rule: string | null;
        resolution: string | null;
      }>(tx, {
        table: 'household_match',
        entity: 'HouseholdMatch',
        id,
        expectedVersion: null,
      });
      if (match.result !== 'CONFLICT') tx.refuse(new RuleBroken('NOT_A_CONFLICT', 'id', 'Only a conflict is settled.'));
      if (match.resolution !== null) tx.refuse(ALREADY_SETTLED);
      await tx.query('update household_match set resolution = $2, resolved_by = $3, resolved_at = $4 where id = $1', [
        id,
        reason,
        viewer.subject,
        tx.now,
      ]);
      tx.about('Household', match.household_id);
      tx.note({ rule: match.rule, reason });
      return id;
    });
    return typeof outcome === 'string' ? this.matches.getMatch(viewer, outcome) : outcome;
  }

  /** The application first, then its check: the order in which every act takes them. */
  private async lockCheck(tx: ActTransaction, id: string): Promise<LockedCheck> {
    const [check] = isUuid(id)
      ? await tx.query<LockedCheck[]>(
          `select d.application_id, a.region_code, d.result, d.rule, d.resolution, a.created_by as filed_by
           from data_check d join filing_application a on a.id = d.application_id
           where d.id = $1 and a.region_code like any($2::text[]) for update of a, d`,
          [id, writePatterns(tx.viewer)],
        )
      : [];
    if (!check) throw new NotFoundError('DataCheck', id);
    tx.about('FilingApplication', check.application_id);
    tx.within(check.region_code);
    return check;
  }
}

const NO_CONSENT = new RuleBroken(
  'CONSENT_REQUIRED',
  'applicationId',
  'Nothing is matched before the applicant consented to the check of finances.',
);
const ALREADY_SETTLED = new RuleBroken('ALREADY_SETTLED', 'id', 'This conflict was settled before.');
