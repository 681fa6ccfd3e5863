import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import { beyondRegions, isExclusionViolation } from '@nuan/database';
import { InvalidInputError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForUnion, lockRow, type OutcomeFacts, type Refusal, RuleBroken } from '@nuan/federation';
import { newId, UnionLevel } from '@nuan/kernel';
import { brokenByRegion } from '@nuan/regions';

import { brokenByFuture, refuseIf } from '../enterprise/held-enterprise';
import type { TradeUnion } from './trade-union.entity';
import type {
  ChangeUnionInput,
  DissolveUnionInput,
  FoundUnionInput,
  MoveUnionInput,
  UnionStepInput,
} from './trade-union.inputs';
import type { TradeUnionService } from './trade-union.service';
import { brokenByPlace, holdTree, isBelow, isDirect, referredUnion, type UnionRow } from './union-place';

/** Keeps the tree of unions (工会组织体系): every organisation in its place, and a successor for each that goes. */
export class TradeUnionWriter {
  constructor(
    private readonly acts: Acts,
    private readonly unions: TradeUnionService,
  ) {}

  /**
   * Founds an organisation under another one.
   *
   * @throws ForbiddenError outside the viewer's write regions. @throws NotFoundError when the one above is out of
   * sight. @throws ForbiddenError when it is another's to write for.
   */
  async found(viewer: Viewer, { idempotencyKey: key, ...input }: FoundUnionInput): Promise<TradeUnion | Refusal> {
    assertMayWrite(viewer, input.region, 'union:write');
    assertIndustry(input.level, input.industry ?? null);
    return this.acts.once<TradeUnion, Refusal>(
      viewer,
      'union.found',
      { key, request: input },
      (tx) => insertUnion(tx, input),
      (id) => this.unions.written(viewer, id),
    );
  }

  /** Changes name, industry or aid centre; what the input leaves out stays. */
  change(viewer: Viewer, input: ChangeUnionInput): Promise<TradeUnion | Refusal> {
    return this.perform(viewer, 'union.change', input.id, async (tx) => {
      const row = await holdUnion(tx, input);
      if (input.industry != null) assertIndustry(row.level, input.industry);
      if (input.name == null && input.industry == null && input.aidCentre == null)
        tx.refuse(new RuleBroken('CHANGE_SOMETHING', 'id', 'The input changes nothing: state what is to change.'));
      await tx.query(
        `update trade_union set name = coalesce($2, name), industry = coalesce($3, industry), aid_centre = coalesce($4, aid_centre),
           version = version + 1 where id = $1`,
        [row.id, input.name?.trim() ?? null, input.industry ?? null, input.aidCentre ?? null],
      );
      tx.note({
        isNameChanged: input.name != null,
        industry: input.industry ?? null,
        aidCentre: input.aidCentre ?? null,
      });
    });
  }

  /** Puts it under another organisation; when its division moved, it and those below of the same division take the new region. */
  move(viewer: Viewer, input: MoveUnionInput): Promise<TradeUnion | Refusal> {
    const stated = input.region ?? null;
    if (stated !== null) assertMayWrite(viewer, stated, 'union:write');
    return this.perform(viewer, 'union.move', input.id, async (tx) => {
      await holdTree(tx);
      const row = await holdUnion(tx, input);
      const parent = await ownUnion(tx, input.parentId, 'parentId');
      const region = stated ?? row.region_code;
      const place = { id: row.id, level: row.level, region, parent };
      if (stated !== null) refuseIf(tx, brokenByRegion(stated, tx.today, 'region'));
      if (parent.id === row.parent_id && region === row.region_code)
        tx.refuse(new RuleBroken('PARENT_OTHER', 'parentId', 'It stands there already: name another one.'));
      refuseIf(tx, await brokenByPlace(tx, place));
      if (region !== row.region_code) await moveRegion(tx, row, region);
      await tx.query(
        `update trade_union set parent_id = $2, region_code = $3, directly_administered = $4, version = version + 1 where id = $1`,
        [row.id, parent.id, region, isDirect(place)],
      );
      tx.note({ parentBefore: row.parent_id, parent: parent.id, regionBefore: row.region_code, region });
    });
  }

  /**
   * Dissolves it for good. Its employers and shops pass to the successor in the same act; its files follow where they are kept,
   * by the published fact.
   */
  dissolve(viewer: Viewer, input: DissolveUnionInput): Promise<TradeUnion | Refusal> {
    return this.perform(viewer, 'union.dissolve', input.id, async (tx) => {
      await holdTree(tx);
      const row = await holdUnion(tx, input);
      refuseIf(tx, brokenByFuture(input.dissolvedOn, tx.today, 'dissolvedOn'));
      if (row.founded_on !== null && input.dissolvedOn < row.founded_on)
        tx.refuse(
          new RuleBroken('DISSOLVED_AFTER_FOUNDED', 'dissolvedOn', 'It was founded later.', {
            foundedOn: row.founded_on,
          }),
        );
      const successor = await ownUnion(tx, input.successorId, 'successorId');
      if (await isBelow(tx, successor.id, row.id))
        tx.refuse(
          new RuleBroken('SUCCESSOR_OUTSIDE', 'successorId', 'The successor is this union or stands below it.'),
        );
      await refuseChildren(tx, row);
      await refuseShopsOfBoth(tx, row, successor, input);
      const enterprises = await passOn(tx, row, successor, input);
      await tx.query(
        `update trade_union set dissolved_on = $2, dissolved_reason = $3, successor_id = $4, version = version + 1 where id = $1`,
        [row.id, input.dissolvedOn, input.reason.trim(), successor.id],
      );
      tx.note({ successor: successor.id, dissolvedOn: input.dissolvedOn, enterprises });
    });
  }

  private async perform(
    viewer: Viewer,
    action: string,
    id: string,
    work: (tx: ActTransaction) => Promise<void>,
  ): Promise<TradeUnion | Refusal> {
    assertCan(viewer, 'union:write');
    const refused = await this.acts.perform<void, Refusal>(viewer, action, work);
    return refused ?? this.unions.written(viewer, id);
  }
}

async function holdUnion(tx: ActTransaction, { id, expectedVersion }: UnionStepInput): Promise<UnionRow> {
  const row = await lockRow<UnionRow>(tx, {
    ...{ table: 'trade_union', entity: 'TradeUnion', id, expectedVersion },
    unionColumns: ['id'],
  });
  if (row.dissolved_on !== null)
    tx.refuse(new RuleBroken('UNION_EXISTS', 'id', 'This union is dissolved.', { dissolvedOn: row.dissolved_on }));
  return row;
}

/** Another union that gets unions, employers or files by this act: who acts writes for it too. */
async function ownUnion(tx: ActTransaction, id: string, field: string): Promise<UnionRow> {
  const union = await referredUnion(tx, id, field);
  await assertWritesForUnion(tx, union.id, field, 'union:write');
  return union;
}

async function insertUnion(tx: ActTransaction, input: Omit<FoundUnionInput, 'idempotencyKey'>): Promise<string> {
  refuseIf(tx, brokenByFuture(input.foundedOn, tx.today, 'foundedOn'));
  refuseIf(tx, brokenByRegion(input.region, input.foundedOn, 'region'));
  await holdTree(tx);
  const parent = await ownUnion(tx, input.parentId, 'parentId');
  const place = { id: null, level: input.level, region: input.region, parent };
  refuseIf(tx, await brokenByPlace(tx, place));
  const [made] = await tx.query<{ id: string }[]>(
    `insert into trade_union (id, name, level, region_code, parent_id, industry, aid_centre, directly_administered, founded_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning id`,
    [
      ...[newId(), input.name.trim(), input.level, input.region, parent.id, input.industry ?? null, input.aidCentre],
      ...[isDirect(place), input.foundedOn],
    ],
  );
  if (!made)
    return tx.refuse(
      new RuleBroken('FEDERATION_EXISTS', 'region', 'This region has its federation of this level already.'),
    );
  tx.about('TradeUnion', made.id);
  tx.within(input.region);
  tx.note({ level: input.level, parent: parent.id });
  return made.id;
}

/** Those below that stand in the same division as the moved one go with it; deeper divisions are moved one by one before. */
async function moveRegion(tx: ActTransaction, row: UnionRow, region: string): Promise<void> {
  await tx.query(
    `with recursive below as (
       select id from trade_union where parent_id = $1 and dissolved_on is null
       union select u.id from trade_union u join below b on u.parent_id = b.id where u.dissolved_on is null
     )
     update trade_union u set region_code = $3, version = version + 1 from below where below.id = u.id and u.region_code = $2`,
    [row.id, row.region_code, region],
  );
}

async function refuseChildren(tx: ActTransaction, row: UnionRow): Promise<void> {
  const [children] = await tx.query<{ count: number }[]>(
    'select count(*)::int as count from trade_union where parent_id = $1 and dissolved_on is null',
    [row.id],
  );
  const count = children?.count ?? 0;
  if (count > 0)
    tx.refuse(
      new RuleBroken('UNIONS_BELOW', 'id', 'Unions still stand below it: move or dissolve them first.', { count }),
    );
}

/** A contract passes on unless the successor has one with the same shop on one of its days: an officer decides which of them stays. */
async function refuseShopsOfBoth(
  tx: ActTransaction,
  row: UnionRow,
  successor: UnionRow,
  { dissolvedOn }: DissolveUnionInput,
): Promise<void> {
  const [shops] = await beyondRegions('a shop of the union may lie in another county', () =>
    tx.query<{ count: number }[]>(
      `select count(*)::int as count from partner_shop s
       where s.union_id = $1 and s.corrected_on is null and coalesce(least(s.valid_to_on, s.ended_on), 'infinity') >= $3
         and exists (select from partner_shop o where o.union_id = $2 and o.corrected_on is null
           and o.region_code = s.region_code and lower(o.name) = lower(s.name)
           and daterange(o.valid_from_on, least(o.valid_to_on, o.ended_on), '[]')
             && daterange(s.valid_from_on, least(s.valid_to_on, s.ended_on), '[]'))`,
      [row.id, successor.id, dissolvedOn],
    ),
  );
  const count = shops?.count ?? 0;
  if (count > 0) tx.refuse(shopsOfBoth({ count }));
}

const shopsOfBoth = (facts: OutcomeFacts): RuleBroken =>
  new RuleBroken(
    'SHOPS_OF_BOTH',
    'successorId',
    'The successor has contracts with the same shops on the same days: end those of one of the two first.',
    facts,
  );

/** Passes registered employers and running contracts with shops on; returns how many employers. */
async function passOn(
  tx: ActTransaction,
  row: UnionRow,
  successor: UnionRow,
  { dissolvedOn }: DissolveUnionInput,
): Promise<number> {
  const [moved] = await beyondRegions('an employer of the union may have moved to another county', () =>
    tx.query<{ count: number }[]>(
      `with moved as (
       update enterprise set union_id = $2, version = version + 1 where union_id = $1 and closed_on is null returning id
     ) select count(*)::int as count from moved`,
      [row.id, successor.id],
    ),
  );
  try {
    await beyondRegions('a shop of the union may lie in another county', () =>
      tx.query(
        `update partner_shop set union_id = $2, version = version + 1
         where union_id = $1 and corrected_on is null and coalesce(least(valid_to_on, ended_on), 'infinity') >= $3`,
        [row.id, successor.id, dissolvedOn],
      ),
    );
  } catch (error) {
    // The successor signed meanwhile: the constraint decides, not the look before.
    if (isExclusionViolation(error, 'partner_shop_one_contract')) tx.refuse(shopsOfBoth({}));
    throw error;
  }
  return moved?.count ?? 0;
}

/** An industrial union names its industry; no other does. */
function assertIndustry(level: UnionLevel, industry: string | null): void {
  if ((level === UnionLevel.INDUSTRY) !== (industry !== null))
    throw new InvalidInputError(
      'industry',
      'INDUSTRY_OF_INDUSTRIAL',
      'An industrial union names its industry; no other does.',
    );
}
