import { assertCan, type Viewer } from '@nuan/auth';
import { type FieldCipher, rowMapping } from '@nuan/database';
import { FaultError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { findHolder, HouseholdAlreadyFiled, isHeldElsewhere } from '../household/household-already-filed';
import { openFile } from '../household/open-file';
import { PublicityKind, PublicityOutcome } from '../publicity/publicity-kind';
import { PublicityNotice } from '../publicity/publicity-notice.entity';
import type { PublicityWriter } from '../publicity/publicity.writer';
import { readOptionalReason, readText } from '../worker/plain-text';
import { withoutWithdrawnHealth } from './consent-record';
import { DecisionStage, Verdict } from './decision.entity';
import type { FilingApplication } from './filing-application.entity';
import { FilingAssessment } from './filing-assessment.entity';
import { headOf } from './filing-completeness';
import { currentPersons } from './filing-draft.writer';
import { FilingEvent } from './filing-event';
import { fileOf, type SealedContent } from './filing-file';
import { assertAnother, decide, moveFiling, type SeenApplication, writeFiling } from './filing-move';
import type { FilingPerson } from './filing-person.entity';
import { assertChecked, assertConsented, assertOverrideConfirmed } from './filing-readiness';
import type { FilingOpinionInput, PubliciseFilingInput } from './filing-step.input';
import type { FilingService } from './filing.service';

const notices = rowMapping(PublicityNotice, 'n');
const assessments = rowMapping(FilingAssessment, 's');

/** Puts applications on public notice (公示), approves (审批) and records them (录入). */
export class FilingApprovalWriter {
  constructor(
    private readonly acts: Acts,
    private readonly db: DataSource,
    private readonly cipher: FieldCipher,
    private readonly filings: FilingService,
    private readonly publicity: PublicityWriter,
  ) {}

  /** Puts an application on public notice today, for the working days that its region asks. */
  async publicise(viewer: Viewer, input: PubliciseFilingInput): Promise<FilingApplication | Refusal> {
    assertCan(viewer, 'filing:review');
    const refusal = await this.acts.perform<null, Refusal>(viewer, 'filing.publicise', async (tx) => {
      const place = readText(input.place, 'place', 100);
      const { application, to } = await moveFiling(tx, input, FilingEvent.PUBLICISE);
      await assertConsented(tx, application);
      await assertChecked(tx, application);
      assertOverrideConfirmed(tx, application);
      const { id, regionCode } = application;
      await this.publicity.post(tx, { kind: PublicityKind.FILING, id, regionCode }, place);
      await writeFiling(tx, id, { status: to });
      return null;
    });
    return refusal ?? this.filings.get(viewer, input.id);
  }

  /** Approves an application whose notice stood in full and was closed; never by who filed, reviewed or verified it (I4). */
  async approve(viewer: Viewer, input: FilingOpinionInput): Promise<FilingApplication | Refusal> {
    assertCan(viewer, 'filing:approve');
    const refusal = await this.acts.perform<null, Refusal>(viewer, 'filing.approve', async (tx) => {
      const { application, to } = await moveFiling(tx, input, FilingEvent.APPROVE);
      const { createdBy, submittedBy, reviewedBy, verifiedBy } = application;
      assertAnother(tx, [createdBy, submittedBy, reviewedBy, verifiedBy], FilingEvent.APPROVE);
      await assertConsented(tx, application);
      await assertChecked(tx, application);
      assertOverrideConfirmed(tx, application);
      await assertNoticeOver(tx, application);
      const opinion = readOptionalReason(input.opinion, 'opinion');
      await decide(tx, application, DecisionStage.APPROVAL, Verdict.PASSED, opinion);
      await writeFiling(tx, input.id, { status: to, approved_by: viewer.subject });
      return null;
    });
    return refusal ?? this.filings.get(viewer, input.id);
  }

  /**
   * Records an approved application (录入建档): household, persons, schooling and file number come to be in one act, and the
   * application names the file.
   */
  async record(viewer: Viewer, input: SeenApplication): Promise<FilingApplication | HouseholdAlreadyFiled | Refusal> {
    assertCan(viewer, 'filing:approve');
    try {
      const refusal = await this.acts.perform<null, HouseholdAlreadyFiled | Refusal>(viewer, 'filing.record', (tx) =>
        this.enter(tx, input),
      );
      return refusal ?? (await this.filings.get(viewer, input.id));
    } catch (error) {
      if (!isHeldElsewhere(error)) throw error;
      const query = <T>(sql: string, params: readonly unknown[] = []): Promise<T> => this.db.query<T>(sql, [...params]);
      const hashes = (await currentPersons({ query }, input.id)).map(({ idNumberHash }) => idNumberHash);
      const holder = await findHolder({ query }, hashes, input.id);
      return holder ? HouseholdAlreadyFiled.seenBy(viewer, holder) : new HouseholdAlreadyFiled(null);
    }
  }

  private async enter(tx: ActTransaction, input: SeenApplication): Promise<null> {
    const { application } = await moveFiling(tx, input, FilingEvent.RECORD);
    const persons = await currentPersons(tx, input.id);
    if (persons.length === 0)
      tx.refuse(new RuleBroken('CONTENT_MISSING', 'id', 'The application was begun without its content: return it.'));
    headOf(tx, persons);
    const usable = await withoutWithdrawnHealth(tx, persons);
    const file = fileOf(this.cipher, await this.sealedContent(tx, application, usable), tx.today);
    const opened = await openFile(tx, this.cipher, file);
    if (opened instanceof HouseholdAlreadyFiled) return tx.refuse(opened);
    await nameWorkers(tx, persons, opened.workerIds);
    await keepMigrantEvidence(tx, input.id);
    tx.note({ fileNo: opened.fileNo, category: file.category });
    return null;
  }

  private async sealedContent(
    tx: ActTransaction,
    application: FilingApplication,
    persons: readonly FilingPerson[],
  ): Promise<SealedContent> {
    const [sealed] = await tx.query<
      Pick<SealedContent, 'addressSealed' | 'accountSealed' | 'visitedAt' | 'generation'>[]
    >(
      `select f.address_sealed as "addressSealed", f.bank_account_sealed as "accountSealed", r.generation,
         (select max(v.visited_at) from household_visit v where v.application_id = f.id) as "visitedAt"
       from filing_application f join filing_assessment s on s.id = f.assessment_id join category_rule_set r on r.id = s.rule_set_id
       where f.id = $1`,
      [application.id],
    );
    const [row] = await tx.query<Record<string, unknown>[]>(
      `select ${assessments.columns} from filing_assessment s where s.id = $1`,
      [application.assessmentId],
    );
    if (!sealed || !row) throw new FaultError('an approved application has no assessment');
    return { application, persons, assessment: assessments.map(row), ...sealed };
  }
}

/** Refuses to approve before the latest notice has been closed without an objection upheld. */
async function assertNoticeOver(tx: ActTransaction, { id }: FilingApplication): Promise<void> {
  const [row] = await tx.query<Record<string, unknown>[]>(
    `select ${notices.columns} from publicity_notice n where n.application_id = $1 order by n.posted_on desc, n.id desc limit 1`,
    [id],
  );
  const notice = row && notices.map(row);
  const over = [PublicityOutcome.UNCONTESTED, PublicityOutcome.OBJECTION_DISMISSED];
  if (!notice?.outcome || !over.includes(notice.outcome))
    tx.refuse(
      new RuleBroken('NOTICE_NOT_CLOSED', 'id', 'The public notice stands in full and is closed first.', {
        earliestEndOn: notice?.earliestEndOn ?? '',
      }),
    );
}

/** The persons of the application, and their consents, name the persons of the register that they have become. */
async function nameWorkers(
  tx: ActTransaction,
  persons: readonly FilingPerson[],
  workerIds: readonly string[],
): Promise<void> {
  const ids = persons.map(({ id }) => id);
  await tx.query(
    `update filing_person p set worker_id = j.worker_id from unnest($1::uuid[], $2::uuid[]) j (id, worker_id) where p.id = j.id`,
    [ids, workerIds],
  );
  await tx.query(
    `update consent c set worker_id = p.worker_id, guardian_id = g.worker_id
     from filing_person p, consent k left join filing_person g on g.id = k.filing_guardian_id
     where k.id = c.id and p.id = c.filing_person_id and p.id = any($1::uuid[])`,
    [ids],
  );
}

/** What migrant workers showed goes to the register with them: contract or factual relation, union card, residence permit. */
async function keepMigrantEvidence(tx: ActTransaction, applicationId: string): Promise<void> {
  await tx.query(
    `insert into migrant_evidence (id, worker_id, kind, from_on, until_on, recorded_by, recorded_at, version)
     select gen_random_uuid(), p.worker_id, e.kind, e.from_on, e.until_on, $2, $3, 1
     from filing_person p cross join lateral (values
       ('CONTRACT', p.contract_from_on, p.contract_until_on),
       ('FACTUAL_RELATION', p.employed_since_on, null::date),
       ('UNION_CARD', case when p.is_union_member then $4::date end, null::date),
       ('RESIDENCE_PERMIT', case when p.has_residence_permit then p.resident_since_on end, null::date)
     ) e (kind, from_on, until_on)
     where p.application_id = $1 and p.is_current and p.is_migrant and e.from_on is not null
     on conflict (worker_id, kind, from_on) where withdrawn_at is null do nothing`,
    [applicationId, tx.viewer.subject, tx.now, tx.today],
  );
}
