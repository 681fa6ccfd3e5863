import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import type { FieldCipher } from '@nuan/database';
import { InvalidInputError, NotFoundError } from '@nuan/errors';
import type { Acts } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';

import { reasonOf } from '../household/plain-text';
import { assertWithinLimit } from './reveal-limit';
import { findSealed, openField, type PersonKey } from './sealed-person';
import {
  AccountRevealed,
  PersonField,
  PersonRevealed,
  type RevealLimitReached,
  type RevealPurpose,
} from './reveal.results';

/** What is asked of a person: of the register, or of an application. */
export interface PersonReveal {
  readonly workerId?: string | null;
  readonly filingPersonId?: string | null;
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

/** What of a person is told to counties alone. */
const OF_HEALTH: readonly PersonField[] = [PersonField.HEALTH, PersonField.DISABILITY];

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
   * @throws ForbiddenError when the viewer may not reveal persons, or this of them. NotFoundError outside its regions.
   */
  async person(viewer: Viewer, request: PersonReveal): Promise<PersonRevealed | RevealLimitReached | Refusal> {
    assertCan(viewer, 'person:reveal');
    const { field, purpose } = request;
    if (OF_HEALTH.includes(field)) assertCan(viewer, 'health:reveal');
    const key = keyOf(request);
    return this.acts.perform<PersonRevealed, RevealLimitReached | Refusal>(viewer, 'person.reveal', async (tx) => {
      const reason = reasonOf(tx, request.reason);
      await assertWithinLimit(tx);
      const person = await findSealed(tx, key);
      if (person.is_erased)
        tx.refuse(new RuleBroken('PERSON_ERASED', fieldOf(key), 'The data of this person was erased.'));
      tx.note({ field, purpose, reason });
      return new PersonRevealed(key, field, openField(this.cipher, person, field));
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
}

/** The one person that a request names. */
function keyOf({ workerId = null, filingPersonId = null }: PersonReveal): PersonKey {
  if (workerId !== null && filingPersonId === null) return { workerId, filingPersonId };
  if (workerId === null && filingPersonId !== null) return { workerId, filingPersonId };
  throw new InvalidInputError(
    'workerId',
    'ONE_PERSON',
    'Name a person on file, or one of an application, and not both.',
  );
}

const fieldOf = ({ workerId }: PersonKey): string => (workerId === null ? 'filingPersonId' : 'workerId');
