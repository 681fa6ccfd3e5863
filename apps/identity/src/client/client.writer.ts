import {
  assertCan,
  assertMayWrite,
  filedAndDecided,
  isAction,
  isGrantable,
  SERVICE_DEPARTMENT,
  type Viewer,
} from '@nuan/auth';
import { InvalidInputError } from '@nuan/errors';
import { type Acts, type ActTransaction, Department, departmentOf } from '@nuan/facts';
import { assertWritesForRegion, lockRow, type Refusal, RuleBroken } from '@nuan/federation';
import { type Clock, newId } from '@nuan/kernel';

import { revokeSubjects } from '../revocation/revocation';
import { commonRegion, knownRegions, liesWithin } from '../role/role-regions';
import { ClientKind } from './client-kind';
import { newClientSecret, type SecretHash } from './client-secret';
import type { Client } from './client.entity';
import type {
  ChangeClientInput,
  ClientRightsInput,
  ClientStepInput,
  DisableClientInput,
  EnableClientInput,
  RegisterClientInput,
  RotateClientSecretInput,
} from './client.inputs';
import { ClientWithSecret } from './client.results';
import type { ClientService } from './client.service';

const HOUR_MS = 3_600_000;

interface ClientRow {
  readonly id: string;
  readonly kind: string;
  readonly disabled_at: Date | null;
  readonly version: number;
}

/** Registers programs that sign in by themselves, and changes what they may do (客户端管理): within the administrator's regions. */
export class ClientWriter {
  constructor(
    private readonly acts: Acts,
    private readonly clock: Clock,
    private readonly clients: ClientService,
  ) {}

  /**
   * Registers a client with its first secret.
   *
   * @throws ForbiddenError for a region outside the caller's. @throws InvalidInputError for what is no right of a client.
   */
  async register(
    viewer: Viewer,
    { idempotencyKey: key, ...input }: RegisterClientInput,
  ): Promise<ClientWithSecret | Refusal> {
    const request = { ...input, ...grantable(viewer, input) };
    const { secret, kept } = await newClientSecret();
    let shown: string | null = null;
    return this.acts.once<ClientWithSecret, Refusal>(
      viewer,
      'client.register',
      { key, request },
      async (tx) => {
        const ofService = brokenByService(input.kind, 'kind');
        if (ofService) tx.refuse(ofService);
        const id = await insertClient(tx, request);
        await insertSecret(tx, id, kept);
        shown = secret;
        return id;
      },
      async (id) => new ClientWithSecret(await this.clients.get(viewer, id), shown),
    );
  }

  /** Gives a client other rights; its tokens of before are refused within a minute. */
  async change(viewer: Viewer, { id, expectedVersion, ...input }: ChangeClientInput): Promise<Client | Refusal> {
    const rights = grantable(viewer, input);
    return this.perform(viewer, 'client.change', { id, expectedVersion }, async (tx, row) => {
      const broken =
        brokenByService(row.kind, 'id') ?? brokenByContract(row.kind, input.contract) ?? brokenByRights(rights);
      if (broken) tx.refuse(broken);
      await tx.query(
        `update client set scopes = $2, read_regions = $3, write_regions = $4, region_code = $5, contract = $6, rate_class = $7
         where id = $1`,
        [
          ...[row.id, rights.scopes, rights.readRegions, rights.writeRegions, regionOf(rights), input.contract ?? null],
          input.rateClass,
        ],
      );
      tx.note({ scopes: rights.scopes, readRegions: rights.readRegions, writeRegions: rights.writeRegions });
      await revokeSubjects(tx, this.clock, [row.id]);
    });
  }

  /** Gives a client a new secret; the one before holds for the overlap and no longer, any older one ends now. */
  async rotate(viewer: Viewer, input: RotateClientSecretInput): Promise<ClientWithSecret | Refusal> {
    const { secret, kept } = await newClientSecret();
    const rotated = await this.perform(viewer, 'client.rotate', input, async (tx, row) => {
      const ofService = brokenByService(row.kind, 'id');
      if (ofService) tx.refuse(ofService);
      const endsAt = new Date(tx.now.getTime() + input.overlapHours * HOUR_MS);
      await tx.query(
        `update client_secret set expires_at = case when expires_at is null then $3::timestamptz else $2::timestamptz end
         where client_id = $1 and (expires_at is null or expires_at > $2)`,
        [row.id, tx.now, endsAt],
      );
      await insertSecret(tx, row.id, kept);
      tx.note({ overlapHours: input.overlapHours });
      // Without overlap the secret has leaked: what it was exchanged for goes with it.
      if (input.overlapHours === 0) await revokeSubjects(tx, this.clock, [row.id]);
    });
    return 'clientId' in rotated ? new ClientWithSecret(rotated, secret) : rotated;
  }

  /** Ends every access of the client within a minute. */
  disable(viewer: Viewer, input: DisableClientInput): Promise<Client | Refusal> {
    return this.perform(viewer, 'client.disable', input, async (tx, row) => {
      if (row.disabled_at !== null)
        tx.refuse(new RuleBroken('CLIENT_ENABLED', 'id', 'The client is disabled already.'));
      await tx.query('update client set disabled_at = $2, disabled_by = $3 where id = $1', [
        ...[row.id, tx.now, viewer.subject],
      ]);
      await revokeSubjects(tx, this.clock, [row.id]);
    });
  }

  /** Lets the client sign in again. */
  enable(viewer: Viewer, input: EnableClientInput): Promise<Client | Refusal> {
    return this.perform(viewer, 'client.enable', input, async (tx, row) => {
      if (row.disabled_at === null) tx.refuse(new RuleBroken('CLIENT_DISABLED', 'id', 'The client is not disabled.'));
      await tx.query('update client set disabled_at = null, disabled_by = null where id = $1', [row.id]);
    });
  }

  private async perform(
    viewer: Viewer,
    action: string,
    { id, expectedVersion }: ClientStepInput,
    work: (tx: ActTransaction, row: ClientRow) => Promise<void>,
  ): Promise<Client | Refusal> {
    assertCan(viewer, 'client:manage');
    assertWritesForRegion(viewer, 'client:manage');
    const refused = await this.acts.perform<void, Refusal>(viewer, action, async (tx) => {
      const row = await lockRow<ClientRow>(tx, { table: 'client', entity: 'Client', id, expectedVersion });
      await work(tx, row);
      await tx.query('update client set version = version + 1 where id = $1', [row.id]);
    });
    return refused ?? this.clients.get(viewer, id);
  }
}

/** What a client may do, and where. */
export interface Rights {
  readonly scopes: readonly string[];
  readonly readRegions: readonly string[];
  readonly writeRegions: readonly string[];
}

/** What is asked for, in order and without repetition, when the caller may give it. */
function grantable(viewer: Viewer, input: ClientRightsInput): Rights {
  assertCan(viewer, 'client:manage');
  // A program reads for whole regions, so none is given rights by who writes for some of their unions.
  assertWritesForRegion(viewer, 'client:manage');
  const scopes = grantableScopes(input.scopes);
  const readRegions = knownRegions('readRegions', input.readRegions);
  const writeRegions = knownRegions('writeRegions', input.writeRegions, 0);
  const all = [...readRegions, ...writeRegions];
  for (const code of [...all, commonRegion(all)]) assertMayWrite(viewer, code, 'client:manage');
  return { scopes, readRegions, writeRegions };
}

/**
 * Rights of a client, in order and without repetition.
 *
 * @throws InvalidInputError when one is none, or none that a client is given.
 */
export function grantableScopes(given: readonly string[]): readonly string[] {
  const scopes = [...new Set(given)].sort();
  const unfit = scopes.find((scope) => !isAction(scope) || !isGrantable(scope));
  if (unfit !== undefined)
    throw new InvalidInputError('scopes', 'SCOPE_GRANTABLE', 'No client is given this right.', { scope: unfit });
  return scopes;
}

function brokenByRights({ scopes, readRegions, writeRegions }: Rights): RuleBroken | null {
  const matter = filedAndDecided(scopes);
  if (matter !== null)
    return new RuleBroken('FILES_OR_DECIDES', 'scopes', 'No program both files a matter and decides it.', { matter });
  const beyond = writeRegions.find((code) => !liesWithin(code, readRegions));
  return beyond === undefined
    ? null
    : new RuleBroken('WRITE_WITHIN_READ', 'writeRegions', 'Nobody writes where they do not read.', { region: beyond });
}

/**
 * A service of ours is held to no contract, so what it may read an administrator would read with its secret: it is registered, and given
 * another secret or other rights, at the console.
 */
function brokenByService(kind: string, field: string): RuleBroken | null {
  return kind === String(ClientKind.SERVICE)
    ? new RuleBroken(
        'SERVICE_AT_CONSOLE',
        field,
        'A service of the platform is registered at the console: register-service.',
      )
    : null;
}

/** A partner department is shown the schema of a contract and nothing else. */
function brokenByContract(kind: string, contract: string | null | undefined): RuleBroken | null {
  return kind === String(ClientKind.PARTNER) && contract == null
    ? new RuleBroken('PARTNER_CONTRACT', 'contract', 'A partner department’s program is held to a contract.')
    : null;
}

/** A department's contracts bind its programs: none of them comes as one of ours, for every subgraph or by our own name. */
function brokenByKind({ kind, department, subgraph }: Pick<RegisterClientInput, 'kind' | 'department' | 'subgraph'>) {
  const partners: readonly (string | null)[] = Object.values(Department);
  const isOfPartner = kind === ClientKind.PARTNER;
  if (isOfPartner && subgraph == null)
    return new RuleBroken('PARTNER_SUBGRAPH', 'subgraph', 'A partner department’s program is for one subgraph.');
  if (isOfPartner ? department === SERVICE_DEPARTMENT : partners.includes(departmentOf({ department })))
    return new RuleBroken('SERVICE_DEPARTMENT', 'department', 'A partner department’s program is no service of ours.');
  return null;
}

function regionOf({ readRegions, writeRegions }: Rights): string {
  return commonRegion([...readRegions, ...writeRegions]);
}

/** Writes a client, when no rule stands against it. */
export async function insertClient(
  tx: ActTransaction,
  input: Omit<RegisterClientInput, 'idempotencyKey' | keyof Rights> & Rights,
): Promise<string> {
  const broken = brokenByKind(input) ?? brokenByContract(input.kind, input.contract) ?? brokenByRights(input);
  if (broken) tx.refuse(broken);
  const [made] = await tx.query<{ id: string }[]>(
    `insert into client (id, client_id, title, kind, department, subgraph, scopes, read_regions, write_regions, region_code,
       contract, rate_class, created_at, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict do nothing returning id`,
    [
      ...[newId(), input.clientId, input.title.trim(), input.kind, input.department, input.subgraph ?? null],
      ...[input.scopes, input.readRegions, input.writeRegions, regionOf(input), input.contract ?? null],
      ...[input.rateClass, tx.now, tx.viewer.subject],
    ],
  );
  if (!made) return tx.refuse(new RuleBroken('CLIENT_ID_FREE', 'clientId', 'This name is taken.'));
  tx.about('Client', made.id);
  tx.within(regionOf(input));
  tx.note({ clientId: input.clientId, department: input.department, scopes: input.scopes });
  return made.id;
}

/** Writes a secret of a client, as its hash. */
export async function insertSecret(tx: ActTransaction, clientId: string, { salt, hash }: SecretHash): Promise<void> {
  await tx.query(
    'insert into client_secret (id, client_id, salt, hash, made_at, made_by) values ($1, $2, $3, $4, $5, $6)',
    [newId(), clientId, salt, hash, tx.now, tx.viewer.subject],
  );
}
