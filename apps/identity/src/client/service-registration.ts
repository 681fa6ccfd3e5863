import { FaultError, InvalidInputError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import type { Clock } from '@nuan/kernel';

import { revokeSubjects } from '../revocation/revocation';
import { knownRegions } from '../role/role-regions';
import { IDENTITY_PROGRAM } from '../system.viewer';
import { ClientKind, RateClass } from './client-kind';
import { newClientSecret } from './client-secret';
import { CLIENT_ID, DEPARTMENT } from './client.inputs';
import { grantableScopes, insertClient, insertSecret } from './client.writer';

/** A service of the platform (平台服务), as it is registered at the console. */
export interface ServiceRegistration {
  /** Name to sign in with. */
  readonly clientId: string;
  readonly regionCode: string;
  /** Department that runs it; `nuan` for the subgraphs' own follower of feeds. */
  readonly department: string;
  readonly scopes: readonly string[];
}

/**
 * Registers a service, which no contract holds, or gives one of this name another secret and these rights; secrets and tokens of before
 * end. An act of the program itself, on record like every other.
 *
 * @returns the secret, which is shown here alone.
 * @throws FaultError when a rule refuses it.
 */
export async function registerService(
  acts: Acts,
  clock: Clock,
  { clientId, regionCode, department, scopes: given }: ServiceRegistration,
): Promise<string> {
  if (!CLIENT_ID.test(clientId) || !DEPARTMENT.test(department))
    throw new FaultError('A client id is of a to z, digits and hyphens, a department of capitals, or nuan.');
  const { secret, kept } = await newClientSecret();
  const { scopes, regions } = checked(regionCode, given);
  const refused = await acts.perform<null, RuleBroken>(IDENTITY_PROGRAM, 'client.registerService', async (tx) => {
    const known = await endedSecretsOf(tx, clock, clientId);
    const id =
      known ??
      (await insertClient(tx, {
        ...{ clientId, title: clientId, kind: ClientKind.SERVICE, department, subgraph: null, contract: null },
        ...{ scopes, readRegions: regions, writeRegions: [], rateClass: RateClass.STANDARD },
      }));
    if (known !== null)
      await tx.query(
        `update client set scopes = $2, read_regions = $3, write_regions = '{}', region_code = $4, department = $5,
           version = version + 1 where id = $1`,
        [id, scopes, regions, regionCode, department],
      );
    await insertSecret(tx, id, kept);
    tx.about('Client', id);
    tx.within(regionCode);
    tx.note({ clientId, department, scopes });
    return null;
  });
  if (refused instanceof RuleBroken) throw new FaultError(`${refused.rule}: ${refused.message}`);
  return secret;
}

/** The service of a name, whose secrets and tokens end now; null when there is none. */
async function endedSecretsOf(tx: ActTransaction, clock: Clock, clientId: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string }[]>(
    'select id from client where client_id = $1 and kind = $2 and disabled_at is null for update',
    [clientId, ClientKind.SERVICE],
  );
  if (!row) return null;
  await tx.query(
    `update client_secret set expires_at = $2::timestamptz where client_id = $1 and (expires_at is null or expires_at > $2)`,
    [row.id, tx.now],
  );
  await revokeSubjects(tx, clock, [row.id]);
  return row.id;
}

function checked(regionCode: string, scopes: readonly string[]): { scopes: readonly string[]; regions: string[] } {
  try {
    return { scopes: grantableScopes(scopes), regions: knownRegions('region', [regionCode]) };
  } catch (cause) {
    if (cause instanceof InvalidInputError) throw new FaultError(cause.message, { cause });
    throw cause;
  }
}
