import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import { isUniqueViolation } from '@nuan/database';
import { InvalidInputError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForRegion, lockRow, type Refusal, RuleBroken } from '@nuan/federation';
import { addDays, type LocalDate, newId, yuan } from '@nuan/kernel';
import { findRegion } from '@nuan/regions';

import { assertAmount, documentText } from '../ledger/amount';
import type { AidStandard } from './aid-standard.entity';
import type { CreateStandardInput, EndStandardInput, StandardTermsInput } from './aid-standard.inputs';
import type { AidStandardOutcome } from './aid-standard.results';
import type { AidStandardService } from './aid-standard.service';

/** Makes and ends standards of aid (救助标准). A standard is never changed: another one takes its place from a day on. */
export class AidStandardWriter {
  constructor(
    private readonly acts: Acts,
    private readonly standards: AidStandardService,
  ) {}

  /**
   * Makes a standard that holds from a day on. The one of the same region, group, purpose and category that held until then
   * ends the day before; with a later one already made, it holds until that begins. Never for days gone by.
   *
   * @throws ForbiddenError outside the viewer's write regions. @throws InvalidInputError for malformed values.
   */
  create(viewer: Viewer, input: CreateStandardInput): Promise<AidStandardOutcome> {
    assertMayWrite(viewer, input.terms.region, 'standard:manage');
    assertWritesForRegion(viewer, 'standard:manage');
    const { idempotencyKey: key, ...request } = input;
    return this.acts.once<AidStandard, Refusal>(
      viewer,
      'standard.create',
      { key, request },
      (tx) => createStandard(tx, input),
      (id) => this.standards.get(viewer, id),
    );
  }

  /** Sets the last day of a standard that still holds or is still to come. */
  async end(viewer: Viewer, { id, expectedVersion, validTo }: EndStandardInput): Promise<AidStandardOutcome> {
    assertCan(viewer, 'standard:manage');
    assertWritesForRegion(viewer, 'standard:manage');
    const done = await this.acts.perform<string, Refusal>(viewer, 'standard.end', async (tx) => {
      const row = await lockRow<{ valid_from: LocalDate; valid_to: LocalDate | null }>(tx, {
        ...{ table: 'aid_standard', entity: 'AidStandard', id, expectedVersion },
        columns: 'id, region_code, valid_from::text as valid_from, valid_to::text as valid_to, version',
      });
      if (row.valid_to !== null && row.valid_to < tx.today)
        return tx.refuse(new RuleBroken('STANDARD_ENDED', 'id', 'It has ended already.', { validTo: row.valid_to }));
      if (validTo < tx.today || validTo < row.valid_from)
        return tx.refuse(
          new RuleBroken('NOT_RETROACTIVE', 'validTo', 'It ends today or later, and not before it begins.'),
        );
      await tx.query('update aid_standard set valid_to = $2, version = version + 1 where id = $1', [id, validTo]);
      tx.note({ from: row.valid_to, to: validTo });
      return id;
    });
    return typeof done === 'string' ? this.standards.get(viewer, done) : done;
  }
}

/** Asserts what no state of the world could make right in the terms of a standard. */
function assertTerms({ region, perPayment, perYear }: StandardTermsInput, today: LocalDate): void {
  if (findRegion(region, today) === null)
    throw new InvalidInputError('terms.region', 'REGION_KNOWN', 'No division has this code today.');
  assertAmount('terms.perPayment', perPayment);
  assertAmount('terms.perYear', perYear);
}

async function createStandard(tx: ActTransaction, input: CreateStandardInput): Promise<string> {
  const { terms, validFrom } = input;
  assertTerms(terms, tx.today);
  const basis = documentText('basis', input.basis);
  if (terms.perYear < terms.perPayment)
    return tx.refuse(
      new RuleBroken('YEAR_COVERS_PAYMENT', 'terms.perYear', 'A year gives at least what one payment may.'),
    );
  if (validFrom < tx.today)
    return tx.refuse(new RuleBroken('NOT_RETROACTIVE', 'validFrom', 'A standard holds from today or later.'));
  const { region, group, purpose } = terms;
  const category = terms.category ?? null;
  const key = [region, group, purpose, category];
  // Two standards of one key are made one after the other, so that each sees where the other begins.
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('aid_standard ' || $1, 0))`, [key.join(' ')]);
  const ended = await tx.query<unknown[]>(SAME_KEY_ENDS, [...key, validFrom, addDays(validFrom, -1)]);
  const [later] = await tx.query<{ valid_from: LocalDate }[]>(
    `select min(valid_from)::text as valid_from from aid_standard where ${SAME_KEY} and valid_from > $5`,
    [...key, validFrom],
  );
  const validTo = later?.valid_from ? addDays(later.valid_from, -1) : null;
  const id = newId();
  await tx
    .query(
      `insert into aid_standard (id, region_code, target_group, purpose, category, per_payment_fen, per_year_fen, cap_scope, valid_from, valid_to, basis)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [id, ...key, String(terms.perPayment), String(terms.perYear), terms.capScope, validFrom, validTo, basis],
    )
    .catch((error: unknown) => {
      if (!isUniqueViolation(error, 'aid_standard_scope_valid_from_unique')) throw error;
      return tx.refuse(new RuleBroken('STANDARD_ONCE', 'validFrom', 'One of this kind begins on that day already.'));
    });
  tx.about('AidStandard', id);
  tx.within(region);
  tx.note({
    group,
    purpose,
    category,
    perPayment: yuan(terms.perPayment),
    perYear: yuan(terms.perYear),
    validFrom,
    ended: ended.length,
  });
  return id;
}

const SAME_KEY = `region_code = $1 and target_group = $2 and purpose = $3 and category is not distinct from $4`;
const SAME_KEY_ENDS = `with ended as (update aid_standard set valid_to = $6, version = version + 1
  where ${SAME_KEY} and valid_from < $5 and (valid_to is null or valid_to >= $5) returning id) select id from ended`;
