import { beyondRegions, isUniqueViolation } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { type LocalDate, newId, yuan } from '@nuan/kernel';

import { assertPositive, refuseFuture } from '../act-rules';
import { holdPerson } from '../held-person';
import { assetGrantMachine } from './asset-grant.machine';
import type { GrantAssetInput } from './asset-write.inputs';

/** An asset to be handed over, as an officer or a row of a list states it. */
export type AssetToGrant = Omit<GrantAssetInput, 'idempotencyKey'>;

/**
 * Hands an asset over in its act and returns the grant's id; refuses a serial number that somebody holds (SERIAL_ONCE), a day before it was
 * taken back (AFTER_RECOVERY) and a pilot of other cities (PILOT_CITY).
 *
 * @throws NotFoundError when the person is outside the viewer's write regions, or the pilot unknown.
 */
export async function handOver(tx: ActTransaction, input: AssetToGrant): Promise<string> {
  assertPositive('value', input.value);
  const person = await holdPerson(tx, input.personId);
  const givenOn = input.givenOn ?? tx.today;
  refuseFuture(tx, 'givenOn', givenOn);
  if (input.pilotId != null) await refuseOtherCity(tx, input.pilotId, person.regionCode);
  await refuseBeforeRecovery(tx, input.serial.trim(), givenOn);
  const id = newId();
  try {
    await tx.query(
      `insert into asset_grant (id, person_id, pilot_id, region_code, asset, serial_no, value_fen, given_on, state)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[id, person.id, input.pilotId ?? null, person.regionCode, input.asset.trim(), input.serial.trim()],
        ...[input.value, givenOn, assetGrantMachine.initial],
      ],
    );
  } catch (error) {
    if (isUniqueViolation(error, 'asset_grant_serial_no_unique'))
      tx.refuse(
        new RuleBroken(
          'SERIAL_ONCE',
          'serial',
          'Somebody holds the asset with this serial number: take it back first.',
        ),
      );
    throw error;
  }
  tx.about('AssetGrant', id);
  tx.note({ givenOn, value: yuan(input.value) });
  return id;
}

/** What was taken back is given again from the day of its return; older records don't say which day that was. */
async function refuseBeforeRecovery(tx: ActTransaction, serial: string, givenOn: LocalDate): Promise<void> {
  const [last] = await beyondRegions('what is given here may have been taken back in another county', () =>
    tx.query<{ endedOn: LocalDate | null }[]>(
      `select max(ended_on) as "endedOn" from asset_grant where serial_no = $1 and state = 'RECOVERED'`,
      [serial],
    ),
  );
  if (last?.endedOn == null || last.endedOn <= givenOn) return;
  const message = 'It had not been taken back then.';
  tx.refuse(new RuleBroken('AFTER_RECOVERY', 'givenOn', message, { earliest: last.endedOn }));
}

async function refuseOtherCity(tx: ActTransaction, pilotId: string, regionCode: string): Promise<void> {
  const cities = await tx.query<{ code: string }[]>('select region_code as code from pilot_city where pilot_id = $1', [
    pilotId,
  ]);
  if (cities.length === 0) throw new NotFoundError('Pilot', pilotId);
  if (!cities.some(({ code }) => code.slice(0, 4) === regionCode.slice(0, 4)))
    tx.refuse(
      new RuleBroken('PILOT_CITY', 'pilotId', 'The person is in no city of the pilot.', { region: regionCode }),
    );
}
