import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import type { FieldCipher } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { Acts } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';

import { reasonOf } from '../household/plain-text';
import { assertWithinLimit } from './reveal-limit';
import {
  AccountRevealed,
  PersonField,
  PersonRevealed,
  type RevealLimitReached,
  type RevealPurpose,
} from './reveal.results';

/** What is asked of a person. */
export interface PersonReveal {
  readonly workerId: string;
  readonly field: PersonField;
  readonly purpose: RevealPurpose;
  readonly reason: string;
}

/** What is asked of a household's account. */
export interface AccountReveal {
  readonly householdId: string;
  readonly purpose: RevealPurpose;
  readonly reason: string;
}

interface SealedPerson {
  readonly name: string;
  readonly region_code: string;
  readonly id_number_sealed: Buffer | null;
  readonly phone_sealed: Buffer | null;
  readonly erased_on: string | null;
}

/**
 * Opens sealed values one by one (查看明文): an act of its own with a reason, counted per viewer and hour, written to the audit
 * chain before the value is returned. The value is in the answer and nowhere else.
 */
export class RevealService {
  constructor(
    private readonly acts: Acts,
    private readonly cipher: FieldCipher,
  ) {}

  /**
   * Reveals one value of a person; null when none is on file.
   *
   * @throws ForbiddenError when the viewer may not reveal persons. NotFoundError outside its regions.
   */
  async person(viewer: Viewer, request: PersonReveal): Promise<PersonRevealed | RevealLimitReached | Refusal> {
    assertCan(viewer, 'person:reveal');
    const { workerId, field, purpose } = request;
    return this.acts.perform<PersonRevealed, RevealLimitReached | Refusal>(viewer, 'person.reveal', async (tx) => {
      const reason = reasonOf(tx, request.reason);
      await assertWithinLimit(tx);
      const [person] = isUuid(workerId)
        ? await tx.query<SealedPerson[]>(
            `select name, region_code, id_number_sealed, phone_sealed, erased_on from worker where id = $1 and region_code like any($2::text[])`,
            [workerId, scopePatterns(viewer)],
          )
        : [];
      if (!person) throw new NotFoundError('Worker', workerId);
      if (person.erased_on !== null)
        tx.refuse(new RuleBroken('PERSON_ERASED', 'workerId', 'The data of this person was erased.'));
      tx.about('Worker', workerId);
      tx.within(person.region_code);
      tx.note({ field, purpose, reason });
      return new PersonRevealed(workerId, field, this.open(person, field));
    });
  }

  /**
   * Reveals the account of a household.
   *
   * @throws ForbiddenError when the viewer may not reveal accounts. NotFoundError outside its regions.
   */
  async account(viewer: Viewer, request: AccountReveal): Promise<AccountRevealed | RevealLimitReached | Refusal> {
    assertCan(viewer, 'account:reveal');
    const { householdId, purpose } = request;
    return this.acts.perform<AccountRevealed, RevealLimitReached | Refusal>(viewer, 'account.reveal', async (tx) => {
      const reason = reasonOf(tx, request.reason);
      await assertWithinLimit(tx);
      const [file] = isUuid(householdId)
        ? await tx.query<
            { bank_name: string | null; bank_account_sealed: Buffer | null; region_code: string; head_id: string }[]
          >(
            `select bank_name, bank_account_sealed, region_code, head_id from household where id = $1 and region_code like any($2::text[])`,
            [householdId, scopePatterns(viewer)],
          )
        : [];
      if (!file) throw new NotFoundError('Household', householdId);
      tx.about('Household', householdId);
      tx.about('Worker', file.head_id);
      tx.within(file.region_code);
      tx.note({ field: 'ACCOUNT', purpose, reason });
      const sealed = file.bank_account_sealed;
      return new AccountRevealed(householdId, file.bank_name, sealed === null ? null : this.cipher.open(sealed));
    });
  }

  private open(person: SealedPerson, field: PersonField): string | null {
    if (field === PersonField.NAME) return person.name;
    const sealed = field === PersonField.ID_NUMBER ? person.id_number_sealed : person.phone_sealed;
    return sealed === null ? null : this.cipher.open(sealed);
  }
}
