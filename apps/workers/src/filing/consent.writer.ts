import { assertCan, type Viewer } from '@nuan/auth';
import type { FieldCipher } from '@nuan/database';
import { InvalidInputError, NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, type Refusal, RuleBroken } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';

import { ageOn } from '../worker/resident-id';
import { ApplicationStatus } from './application-status';
import { recordConsent } from './consent-record';
import { ConsentPurpose } from './consent.entity';
import { currentPersons } from './filing-draft.writer';
import type { FilingApplication } from './filing-application.entity';
import type { FilingPerson } from './filing-person.entity';
import type { RecordFilingConsentInput, WithdrawFilingConsentInput } from './filing-step.input';
import type { FilingService } from './filing.service';

/** Ends in which nothing is asked of the persons any more. */
const ENDED: readonly ApplicationStatus[] = [
  ApplicationStatus.RECORDED,
  ApplicationStatus.REJECTED,
  ApplicationStatus.WITHDRAWN,
];

/** States in which the form may still be written; later what was kept under a consent is hidden by who reads it. */
const UNFROZEN: readonly ApplicationStatus[] = [ApplicationStatus.DRAFT, ApplicationStatus.RETURNED];

interface Withdrawn {
  readonly purpose: ConsentPurpose;
  readonly personId: string | null;
}

/** Records consents to an application (授权委托书) and takes them back. */
export class ConsentWriter {
  constructor(
    private readonly acts: Acts,
    private readonly cipher: FieldCipher,
    private readonly filings: FilingService,
  ) {}

  /** Records a consent of a person of an application that is under way. */
  async record(viewer: Viewer, input: RecordFilingConsentInput): Promise<FilingApplication | Refusal> {
    assertCan(viewer, 'filing:write');
    const { id, personId, guardianId = null } = input;
    const refusal = await this.acts.perform<null, Refusal>(viewer, 'filing.consent', async (tx) => {
      await this.lockOpen(tx, input);
      const persons = await currentPersons(tx, id);
      const find = (wanted: string, field: string): { personId: string; age: number } => {
        const found = persons.find((person) => person.id === wanted);
        if (!found) throw new InvalidInputError(field, 'PERSON_UNKNOWN', 'The application has no such person.');
        return { personId: found.id, age: this.ageOf(tx, found) };
      };
      const guardian = guardianId === null ? null : find(guardianId, 'guardianId');
      const consent = await recordConsent(tx, id, { ...input, ...find(personId, 'personId'), guardian }, 'input');
      if (consent === null)
        tx.refuse(new RuleBroken('CONSENT_IN_FORCE', 'purpose', 'A consent to this is in force already.'));
      tx.note({ purpose: input.purpose, channel: input.channel });
      await tx.query('update filing_application set version = version + 1 where id = $1', [id]);
      return null;
    });
    return refusal ?? this.filings.get(viewer, id);
  }

  /** Takes a consent back: nothing more is done under it, and illness and disability that were kept under it are seen no more. */
  async withdraw(viewer: Viewer, input: WithdrawFilingConsentInput): Promise<FilingApplication | Refusal> {
    assertCan(viewer, 'filing:write');
    const { id, consentId } = input;
    const refusal = await this.acts.perform<null, Refusal>(viewer, 'filing.withdrawConsent', async (tx) => {
      const status = await this.lockOpen(tx, input);
      const [rows] = isUuid(consentId)
        ? await tx.query<[Withdrawn[], number]>(
            `update consent set withdrawn_at = $3 where id = $1 and application_id = $2 and withdrawn_at is null and given_at <= $3 returning purpose, filing_person_id as "personId"`,
            [consentId, id, tx.now],
          )
        : [[]];
      const [withdrawn] = rows;
      if (!withdrawn) throw new NotFoundError('Consent', consentId);
      if (withdrawn.purpose === ConsentPurpose.HEALTH_DATA && UNFROZEN.includes(status))
        await tx.query('update filing_person set health_sealed = null, disability_sealed = null where id = $1', [
          withdrawn.personId,
        ]);
      tx.about('Consent', consentId);
      await tx.query('update filing_application set version = version + 1 where id = $1', [id]);
      return null;
    });
    return refusal ?? this.filings.get(viewer, id);
  }

  private async lockOpen(
    tx: ActTransaction,
    { id, expectedVersion }: RecordFilingConsentInput | WithdrawFilingConsentInput,
  ): Promise<ApplicationStatus> {
    const { status } = await lockRow<{ status: ApplicationStatus }>(tx, {
      table: 'filing_application',
      entity: 'FilingApplication',
      id,
      expectedVersion,
      columns: 'status, version, region_code',
    });
    if (ENDED.includes(status))
      tx.refuse(new RuleBroken('APPLICATION_ENDED', 'id', 'The application has ended.', { status }));
    return status;
  }

  private ageOf(tx: ActTransaction, person: FilingPerson): number {
    return ageOn(tx.today, this.cipher.open(person.idNumberSealed));
  }
}
