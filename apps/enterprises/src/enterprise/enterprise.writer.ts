import { assertCan, assertMayWrite, scopePatterns, type Viewer } from '@nuan/auth';
import { insertRows } from '@nuan/database';
import { InvalidInputError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForUnion, type Refusal, RuleBroken } from '@nuan/federation';
import { isCreditCode, newId, RegionLevel } from '@nuan/kernel';
import { brokenByRegion, levelOf } from '@nuan/regions';

import { takeBack } from '../correction/entry-correction.service';
import { referredUnion } from '../union/union-place';
import type {
  ChangeEnterpriseInput,
  DeregisterEnterpriseInput,
  MoveEnterpriseInput,
  RegisterEnterpriseInput,
  ReinstateEnterpriseInput,
} from './enterprise-write.inputs';
import type { Enterprise } from './enterprise.entity';
import { EnterpriseAlreadyRegistered, type EnterpriseOutcome } from './enterprise.results';
import type { EnterpriseService } from './enterprise.service';
import { brokenByFuture, type EnterpriseRow, holdEnterprise, refuseIf, stepEnterprise } from './held-enterprise';

/** Keeps the register of enterprises (企业登记): one row per unified social credit code. */
export class EnterpriseWriter {
  constructor(
    private readonly acts: Acts,
    private readonly enterprises: EnterpriseService,
  ) {}

  /**
   * Enters an employer. The unique credit code decides between two registrations, whoever comes first.
   *
   * @throws ForbiddenError outside the viewer's write regions. @throws InvalidInputError for a wrong check character.
   */
  async register(
    viewer: Viewer,
    { idempotencyKey: key, ...input }: RegisterEnterpriseInput,
  ): Promise<EnterpriseOutcome | EnterpriseAlreadyRegistered> {
    assertMayWrite(viewer, input.region, 'enterprise:write');
    assertDivisionOfFirms('region', input.region);
    const request = { ...input, name: nameOf(input.name) };
    return this.acts.once<Enterprise, Refusal | EnterpriseAlreadyRegistered>(
      viewer,
      'enterprise.register',
      { key, request },
      (tx) => enterEnterprise(tx, request),
      (id) => this.enterprises.written(viewer, id),
    );
  }

  /** Changes name, industry, ownership, headcount or union; what the input leaves out stays. */
  change(viewer: Viewer, input: ChangeEnterpriseInput): Promise<EnterpriseOutcome> {
    return this.perform(
      viewer,
      'enterprise.change',
      async (tx) => {
        const row = await holdEnterprise(tx, input.id, input.expectedVersion);
        if (input.unionId !== undefined && input.unionId !== row.union_id)
          await assertWritesForUnion(tx, input.unionId, 'unionId', 'enterprise:write');
        if (input.unionId != null && input.unionId !== row.union_id) await referredUnion(tx, input.unionId, 'unionId');
        const changed = changesOf(input);
        if (changed.length === 0)
          tx.refuse(new RuleBroken('CHANGE_SOMETHING', 'id', 'The input changes nothing: state what is to change.'));
        const sets = changed.map(([column], at) => `${column} = $${String(at + 2)}`);
        await tx.query(`update enterprise set ${sets.join(', ')}, version = version + 1 where id = $1`, [
          row.id,
          ...changed.map(([, value]) => value),
        ]);
        tx.note({ changed: changed.map(([column]) => column) });
      },
      input.id,
    );
  }

  /**
   * Moves it to another region from a day on. What was recorded before keeps its region; the new one must exist on that day and
   * today (I32), and the viewer must write in both.
   */
  move(viewer: Viewer, input: MoveEnterpriseInput): Promise<EnterpriseOutcome> {
    assertMayWrite(viewer, input.region, 'enterprise:write');
    assertDivisionOfFirms('region', input.region);
    return this.perform(
      viewer,
      'enterprise.move',
      async (tx) => {
        const row = await holdEnterprise(tx, input.id, input.expectedVersion);
        refuseIf(tx, brokenByFuture(input.movedOn, tx.today, 'movedOn'));
        refuseIf(tx, brokenByRegion(input.region, input.movedOn, 'region'));
        refuseIf(tx, brokenByRegion(input.region, tx.today, 'region'));
        refuseIf(tx, await brokenByMoves(tx, row, input));
        await tx.query(
          `insert into enterprise_move (id, enterprise_id, from_region_code, to_region_code, moved_on, recorded_on)
         values ($1, $2, $3, $4, $5, $6)`,
          [newId(), row.id, row.region_code, input.region, input.movedOn, tx.today],
        );
        await tx.query('update enterprise set region_code = $2, version = version + 1 where id = $1', [
          row.id,
          input.region,
        ]);
        tx.note({ regionBefore: row.region_code, region: input.region, movedOn: input.movedOn });
      },
      input.id,
    );
  }

  /** Deregisters it; it counts no longer, and nothing is recorded of it any more. Distress that is open stays on record as what it ended in. */
  deregister(viewer: Viewer, input: DeregisterEnterpriseInput): Promise<EnterpriseOutcome> {
    return this.perform(
      viewer,
      'enterprise.deregister',
      async (tx) => {
        const row = await stepEnterprise(tx, input, 'DEREGISTER');
        refuseIf(tx, brokenByFuture(input.closedOn, tx.today, 'closedOn'));
        if (row.distress_from_on !== null && input.closedOn < row.distress_from_on) {
          const message = 'Its present distress began after that day: correct that period first.';
          tx.refuse(
            new RuleBroken('CLOSED_AFTER_DISTRESS', 'closedOn', message, { distressFrom: row.distress_from_on }),
          );
        }
        await tx.query(
          'update enterprise set closed_on = $2, closed_reason = $3, version = version + 1 where id = $1',
          [row.id, input.closedOn, input.reason.trim()],
        );
        tx.note({ closedOn: input.closedOn });
      },
      input.id,
    );
  }

  /**
   * Takes a wrong deregistration back by a counter-entry; it counts again at once. A union that was dissolved meanwhile is
   * followed to its successor.
   */
  async reinstate(viewer: Viewer, input: ReinstateEnterpriseInput): Promise<EnterpriseOutcome> {
    assertCan(viewer, 'enterprise:reinstate');
    const refused = await this.acts.perform<void, Refusal>(viewer, 'enterprise.reinstate', async (tx) => {
      const row = await stepEnterprise(tx, input, ({ distress_kind: distress }) =>
        distress === null ? 'REINSTATE' : 'REINSTATE_IN_DISTRESS',
      );
      const closedOn = row.closed_on ?? tx.today;
      const deregistration = { closedOn, reason: row.closed_reason };
      await takeBack(tx, { enterpriseId: row.id, deregistration, reason: input.reason });
    });
    return refused ?? this.enterprises.written(viewer, input.id);
  }

  private async perform(
    viewer: Viewer,
    action: string,
    work: (tx: ActTransaction) => Promise<void>,
    id: string,
  ): Promise<EnterpriseOutcome> {
    assertCan(viewer, 'enterprise:write');
    const refused = await this.acts.perform<void, Refusal>(viewer, action, work);
    return refused ?? this.enterprises.written(viewer, id);
  }
}

/** What a registration states, its key apart. */
export type EnterpriseToEnter = Omit<RegisterEnterpriseInput, 'idempotencyKey'>;

/**
 * Enters an employer within an act and returns its id; refuses a code that is taken.
 *
 * @throws InvalidInputError for a wrong check character.
 */
export async function enterEnterprise(tx: ActTransaction, input: EnterpriseToEnter): Promise<string> {
  assertCreditCode(input.creditCode);
  refuseIf(tx, brokenByRegion(input.region, tx.today, 'region'));
  await assertWritesForUnion(tx, input.unionId ?? null, 'unionId', 'enterprise:write');
  if (input.unionId != null) await referredUnion(tx, input.unionId, 'unionId');
  const [made = null] = await insertEnterprises(tx, [input]);
  if (made === null)
    return tx.refuse(new EnterpriseAlreadyRegistered(input.creditCode, await visibleId(tx, input.creditCode)));
  tx.about('Enterprise', made);
  tx.within(input.region);
  tx.note({ industry: input.industry });
  return made;
}

/** Inserts enterprises in one statement: the id of each, null where its credit code is registered, as the unique constraint decides. */
export async function insertEnterprises(
  tx: ActTransaction,
  enterprises: readonly EnterpriseToEnter[],
): Promise<readonly (string | null)[]> {
  const rows = enterprises.map(({ creditCode, name, industry, ownership, region, unionId, headcount }) => ({
    ...{ id: newId(), credit_code: creditCode, name, industry, ownership, region_code: region },
    ...{ union_id: unionId ?? null, headcount: headcount ?? null },
  }));
  const made = await insertRows(tx, { table: 'enterprise', rows, onConflict: 'on conflict (credit_code) do nothing' });
  return rows.map(({ id }) => (made.has(id) ? id : null));
}

function assertCreditCode(creditCode: string): void {
  if (!isCreditCode(creditCode))
    throw new InvalidInputError('creditCode', 'CREDIT_CODE', 'The check character is wrong: read the licence again.');
}

/** Firms stand in a county or, at city level, in the city; never in the province as such. */
function assertDivisionOfFirms(field: string, code: string): void {
  if (levelOf(code) === RegionLevel.PROVINCE)
    throw new InvalidInputError(field, 'REGION_COUNTY_OR_CITY', 'Name the county, or the city for one at city level.');
}

function nameOf(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length < 2) throw new InvalidInputError('name', 'TEXT_LENGTH', 'Write 2 to 200 characters.');
  return trimmed;
}

async function visibleId(tx: ActTransaction, creditCode: string): Promise<string | null> {
  const [known] = await tx.query<{ id: string }[]>(
    'select id from enterprise where credit_code = $1 and region_code like any($2::text[])',
    [creditCode, scopePatterns(tx.viewer)],
  );
  return known?.id ?? null;
}

function changesOf(input: ChangeEnterpriseInput): (readonly [column: string, value: unknown])[] {
  const stated: (readonly [string, unknown])[] = [
    ['name', input.name == null ? undefined : nameOf(input.name)],
    ['industry', input.industry ?? undefined],
    ['ownership', input.ownership ?? undefined],
    ['headcount', input.headcount],
    ['union_id', input.unionId],
  ];
  return stated.filter(([, value]) => value !== undefined);
}

async function brokenByMoves(
  tx: ActTransaction,
  row: EnterpriseRow,
  { region, movedOn }: MoveEnterpriseInput,
): Promise<RuleBroken | null> {
  if (region === row.region_code)
    return new RuleBroken('REGION_OTHER', 'region', 'It is in this region already: name another one.');
  const [last] = await tx.query<{ movedOn: string | null }[]>(
    'select max(moved_on) as "movedOn" from enterprise_move where enterprise_id = $1',
    [row.id],
  );
  if (last?.movedOn == null || movedOn > last.movedOn) return null;
  const message = 'It moved on that day or later already: moves are recorded in their order.';
  return new RuleBroken('MOVES_IN_ORDER', 'movedOn', message, { lastMovedOn: last.movedOn });
}
