import { assertCan, type Viewer, writePatterns } from '@nuan/auth';
import { type FieldCipher, isUniqueViolation, maskAccount, HASH_DOMAIN } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, type Refusal, RuleBroken } from '@nuan/federation';
import { newId } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import type { EndPayeeInput, RegisterPayeeInput } from './disbursement.inputs';
import { PayeeRegistration } from './payee-registration.entity';

/** Writes who is paid in place of the head of a household (代领人登记). */
export class PayeeWriter {
  constructor(
    private readonly db: DataSource,
    private readonly acts: Acts,
    private readonly cipher: FieldCipher,
  ) {}

  /**
   * Registers a member. Of the account a keyed hash is kept, to tell when it changes, and a mask; not the number.
   *
   * @throws NotFoundError when the household is unknown or outside the viewer's write regions.
   */
  async register(viewer: Viewer, input: RegisterPayeeInput): Promise<PayeeRegistration | Refusal> {
    assertCan(viewer, 'disbursement:file');
    const { idempotencyKey: key, accountNumber, ...request } = input;
    const token = this.cipher.hash(HASH_DOMAIN.bankAccount, accountNumber).toString('hex');
    return this.acts.once<PayeeRegistration, Refusal>(
      viewer,
      'payee.register',
      { key, request: { ...request, token } },
      (tx) => insertRegistration(tx, input, token),
      (id) => this.get(id),
    );
  }

  /** Ends a registration: payments that name the member are refused from now on. */
  async end(viewer: Viewer, { id }: EndPayeeInput): Promise<PayeeRegistration | Refusal> {
    assertCan(viewer, 'disbursement:file');
    const outcome = await this.acts.perform<null, Refusal>(viewer, 'payee.end', async (tx) => {
      const target = { table: 'payee_registration', entity: 'PayeeRegistration', id, expectedVersion: null };
      const row = await lockRow<{ ended_at: Date | null }>(tx, target);
      if (row.ended_at !== null) tx.refuse(new RuleBroken('ENDED_ONCE', 'id', 'This registration has ended already.'));
      await tx.query('update payee_registration set ended_by = $2, ended_at = $3 where id = $1', [
        id,
        viewer.subject,
        tx.now,
      ]);
      return null;
    });
    return outcome ?? this.get(id);
  }

  private async get(id: string): Promise<PayeeRegistration> {
    const row = await this.db.getRepository(PayeeRegistration).findOneBy({ id });
    if (!row) throw new NotFoundError('PayeeRegistration', id);
    return row;
  }
}

async function insertRegistration(tx: ActTransaction, input: RegisterPayeeInput, token: string): Promise<string> {
  const [household] = await tx.query<{ region_code: string }[]>(
    'select region_code from household_projection where id = $1 and region_code like any($2::text[])',
    [input.householdId, writePatterns(tx.viewer)],
  );
  if (!household) throw new NotFoundError('Household', input.householdId);
  const id = newId();
  const { householdId, payeeId, nameMatches, reason } = input;
  await tx
    .query(
      `insert into payee_registration (id, household_id, payee_id, region_code, account_token, account_mask, name_matches, reason,
         registered_by, registered_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        id,
        householdId,
        payeeId,
        household.region_code,
        token,
        maskAccount('', input.accountNumber).trim(),
        nameMatches,
        reason,
        tx.viewer.subject,
        tx.now,
      ],
    )
    .catch((error: unknown) => {
      if (!isUniqueViolation(error, 'payee_registration_household_id_payee_id_unique')) throw error;
      tx.refuse(
        new RuleBroken('REGISTERED_ONCE', 'payeeId', 'The member is registered already: end that registration first.'),
      );
    });
  tx.about('Household', householdId);
  tx.about('Worker', payeeId);
  tx.within(household.region_code);
  return id;
}
