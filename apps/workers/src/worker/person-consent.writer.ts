import { assertCan, type Viewer } from '@nuan/auth';
import { type FieldCipher, rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, type Refusal, RuleBroken } from '@nuan/federation';
import { isUuid, newId, yearOf } from '@nuan/kernel';

import { ADULT_AGE, GUARDED_UNTIL_AGE } from '../filing/consent-record';
import { Consent, ConsentPurpose } from '../filing/consent.entity';
import { FileEventKind } from '../household/file-event-kind';
import { reasonOf } from '../household/plain-text';
import { readPerson, savePerson } from './person-change';
import type { RecordPersonConsentInput, WithdrawPersonConsentInput } from './person-consent.inputs';
import { readText } from './plain-text';
import { ageOn } from './resident-id';
import type { Worker } from './worker.entity';
import type { WorkerService } from './worker.service';

const rows = rowMapping(Consent, 'c');

/** Records consents of persons on file (授权), and takes them back with what was kept under them. */
export class PersonConsentWriter {
  constructor(
    private readonly acts: Acts,
    private readonly cipher: FieldCipher,
    private readonly people: WorkerService,
  ) {}

  /**
   * Records a consent of a person on file; for a child under 14 an adult of its household consents.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions.
   */
  async record(viewer: Viewer, input: RecordPersonConsentInput): Promise<Worker | Refusal> {
    assertCan(viewer, 'household:write');
    const { idempotencyKey: key, ...request } = input;
    const textVersion = readText(input.textVersion, 'textVersion', 50);
    return this.acts.once<Worker, Refusal>(
      viewer,
      'person.recordConsent',
      { key, request },
      async (tx) => {
        const person = await lockPersonRow(tx, input.personId);
        const guardianId = await this.guardianOf(tx, person, input);
        if (input.givenAt > tx.now)
          tx.refuse(new RuleBroken('CONSENT_IN_FUTURE', 'givenAt', 'A consent is given before it is recorded.'));
        const inForce = await tx.query<unknown[]>(
          'select id from consent where worker_id = $1 and purpose = $2 and withdrawn_at is null and guardian_id is not distinct from $3',
          [person.id, input.purpose, guardianId],
        );
        if (inForce.length > 0)
          tx.refuse(new RuleBroken('CONSENT_IN_FORCE', 'purpose', 'A consent to this is in force already.'));
        await tx.query(
          `insert into consent (id, worker_id, guardian_id, purpose, text_version, channel, given_at, recorded_by)
           values ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [newId(), person.id, guardianId, input.purpose, textVersion, input.channel, input.givenAt, viewer.subject],
        );
        tx.note({ purpose: input.purpose, channel: input.channel });
        return person.id;
      },
      (id) => this.people.get(viewer, id),
    );
  }

  /**
   * Takes a consent back. What was kept under a consent for health data goes with it: illness and disability are erased at once.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions.
   */
  async withdraw(viewer: Viewer, input: WithdrawPersonConsentInput): Promise<Worker | Refusal> {
    assertCan(viewer, 'household:write');
    return this.acts.perform<Worker, Refusal>(viewer, 'person.withdrawConsent', async (tx) => {
      const consent = await findConsent(tx, input.consentId);
      const person = await lockPersonRow(tx, consent.personId ?? '');
      const reason = reasonOf(tx, input.reason);
      const [, withdrawn] = await tx.query<[unknown[], number]>(
        'update consent set withdrawn_at = $2 where id = $1 and withdrawn_at is null and given_at <= $2',
        [consent.id, tx.now],
      );
      if (withdrawn === 0)
        tx.refuse(new RuleBroken('CONSENT_WITHDRAWN', 'consentId', 'This consent has been taken back before.'));
      tx.about('Consent', consent.id);
      tx.note({ purpose: consent.purpose, reason });
      if (consent.purpose !== ConsentPurpose.HEALTH_DATA) return person;
      const columns = { health_sealed: null, disability_sealed: null };
      return savePerson(tx, person, columns, { kind: FileEventKind.PERSON_CHANGED, note: reason });
    });
  }

  private async guardianOf(
    tx: ActTransaction,
    person: Worker,
    input: RecordPersonConsentInput,
  ): Promise<string | null> {
    const guardianId = input.guardianId ?? null;
    const isChild = (await this.ageOf(tx, person.id)) < GUARDED_UNTIL_AGE;
    if (!isChild && guardianId !== null)
      tx.refuse(new RuleBroken('GUARDIAN_NOT_NEEDED', 'guardianId', 'From 14 on the person consents.'));
    if (!isChild) return null;
    const [guardian] =
      guardianId !== null && isUuid(guardianId)
        ? await tx.query<{ id: string }[]>(
            'select id from worker where id = $1 and id <> $2 and household_id = $3::uuid',
            [guardianId, person.id, person.householdId],
          )
        : [];
    if (!guardian || (await this.ageOf(tx, guardian.id)) < ADULT_AGE)
      return tx.refuse(
        new RuleBroken('GUARDIAN_REQUIRED', 'guardianId', 'For a child under 14 an adult of the household consents.'),
      );
    return guardian.id;
  }

  /** Completed years, by the sealed number; by the year of birth where none is on file. */
  private async ageOf(tx: ActTransaction, personId: string): Promise<number> {
    const [found] = await tx.query<{ birth_year: number | null; id_number_sealed: Buffer | null }[]>(
      'select birth_year, id_number_sealed from worker where id = $1',
      [personId],
    );
    if (found?.id_number_sealed) return ageOn(tx.today, this.cipher.open(found.id_number_sealed));
    return found?.birth_year == null ? ADULT_AGE : yearOf(tx.today) - found.birth_year;
  }
}

async function lockPersonRow(tx: ActTransaction, id: string): Promise<Worker> {
  const columns = 'version, region_code';
  await lockRow(tx, { table: 'worker', entity: 'Worker', id, expectedVersion: null, columns });
  return readPerson(tx, id);
}

/** A consent of a person on file; whether the viewer may see it is decided by the person's row. */
async function findConsent(tx: ActTransaction, id: string): Promise<Consent> {
  const [row] = isUuid(id)
    ? await tx.query<Record<string, unknown>[]>(
        `select ${rows.columns} from consent c where c.id = $1 and c.worker_id is not null`,
        [id],
      )
    : [];
  if (!row) throw new NotFoundError('Consent', id);
  return rows.map(row);
}
