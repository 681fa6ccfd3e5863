import { assertMayWrite, type Viewer } from '@nuan/auth';
import { isExclusionViolation } from '@nuan/database';
import { InvalidInputError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForRegion, type Refusal, RuleBroken } from '@nuan/federation';
import { addDays, addMonths, type LocalDate, newId, RegionLevel, yuan } from '@nuan/kernel';
import { brokenByRegion, type Division, findRegion, levelOf, successorOf } from '@nuan/regions';

import { refuseIf } from '../enterprise/held-enterprise';
import type { MinLivingLine } from './min-living-line.entity';
import type { MinLivingLineService } from './min-living-line.service';
import type { FollowRegionSuccessionInput, SetMinLivingLineInput } from './region-facts.inputs';
import { type RegionSuccessionService, runsAfter } from './region-succession.service';
import type { RegionSuccession } from './region-succession.type';

/** 100,000.00 yuan a month, in fen: a larger line is a slip. */
const MAX_LINE_FEN = 10_000_000n;

/** What writing dated facts of regions takes. */
export interface RegionFactsDependencies {
  readonly acts: Acts;
  readonly lines: MinLivingLineService;
  readonly successions: RegionSuccessionService;
}

/** Writes dated facts of regions (区划事实): lines by versions, and what follows a change of divisions. */
export class RegionFactsWriter {
  constructor(private readonly parts: RegionFactsDependencies) {}

  /**
   * Publishes a line from a day on and ends the one before it; the same line again is no change. What was in force stays.
   *
   * @throws ForbiddenError outside the viewer's write regions, and for who writes for some of their unions.
   */
  async setLine(viewer: Viewer, input: SetMinLivingLineInput): Promise<MinLivingLine | Refusal> {
    assertMayWrite(viewer, input.region, 'regionFact:write');
    assertWritesForRegion(viewer, 'regionFact:write');
    assertLine(input);
    const outcome = await this.parts.acts.perform<string, Refusal>(viewer, 'region.setLine', (tx) =>
      setLine(tx, input),
    );
    if (typeof outcome !== 'string') return outcome;
    return this.parts.lines.find(input.region, input.validFrom);
  }

  /**
   * Moves every registered enterprise of a division that ended to the one that took its place, from that one's first day, and with them the
   * contracts with shops that run on.
   * Those that went elsewhere are moved one by one before.
   *
   * @throws ForbiddenError when the viewer doesn't write in both, for all their unions.
   */
  async followSuccession(viewer: Viewer, { region }: FollowRegionSuccessionInput): Promise<RegionSuccession | Refusal> {
    assertMayWrite(viewer, region, 'regionFact:write');
    assertWritesForRegion(viewer, 'regionFact:write');
    const successor = successorOf(region);
    if (successor !== null) assertMayWrite(viewer, successor.code, 'regionFact:write');
    const outcome = await this.parts.acts.perform<LocalDate, Refusal>(viewer, 'region.follow', async (tx) => {
      const ended = findRegion(region);
      if (!ended || ended.validTo === null || ended.validTo >= tx.today || successor === null)
        return tx.refuse(new RuleBroken('REGION_ENDED', 'region', 'This division has not ended: nothing follows it.'));
      await followAll(tx, ended, addDays(ended.validTo, 1), successor);
      return tx.today;
    });
    if (typeof outcome !== 'string') return outcome;
    const [done] = (await this.parts.successions.list(viewer, outcome)).filter((entry) => entry.region.code === region);
    return done ?? new RuleBroken('REGION_ENDED', 'region', 'No division stands in its place today.');
  }
}

function assertLine({ region, monthly }: SetMinLivingLineInput): void {
  if (levelOf(region) === RegionLevel.PROVINCE)
    throw new InvalidInputError('region', 'REGION_COUNTY_OR_CITY', 'A line is that of a city or a county.');
  if (monthly <= 0n || monthly > MAX_LINE_FEN)
    throw new InvalidInputError('monthly', 'AMOUNT_POSITIVE', 'State yuan per month above 0.00; at most 100000.00.');
}

async function setLine(
  tx: ActTransaction,
  { region, validFrom, monthly, document }: SetMinLivingLineInput,
): Promise<string> {
  refuseIf(tx, brokenByRegion(region, validFrom, 'validFrom'));
  if (validFrom > addMonths(tx.today, 12))
    tx.refuse(
      new RuleBroken('LINE_SOON', 'validFrom', 'A line is published at most a year ahead.', { today: tx.today }),
    );
  await tx.query(`select pg_advisory_xact_lock(hashtext('min_living_line'), $1::integer)`, [region]);
  const [last] = await tx.query<{ id: string; from: string; to: string | null; fen: string }[]>(
    `select id, valid_from_on as "from", valid_to_on as "to", monthly_fen as fen from min_living_line
     where region_code = $1 order by valid_from_on desc limit 1`,
    [region],
  );
  tx.within(region);
  if (last?.from === validFrom && BigInt(last.fen) === monthly) return last.id;
  if (last && validFrom <= (last.to ?? last.from)) {
    const message = 'A line on record covers that day or begins later: lines are never changed, a later one ends them.';
    tx.refuse(new RuleBroken('LINES_IN_ORDER', 'validFrom', message, { lastFrom: last.from }));
  }
  await tx.query(
    `update min_living_line set valid_to_on = $2, version = version + 1 where region_code = $1 and valid_to_on is null`,
    [region, addDays(validFrom, -1)],
  );
  const id = newId();
  await tx.query(
    'insert into min_living_line (id, region_code, valid_from_on, monthly_fen, document) values ($1, $2, $3, $4, $5)',
    [id, region, validFrom, monthly, document.trim()],
  );
  tx.about('MinLivingLine', id);
  tx.note({ validFrom, monthly: yuan(monthly), monthlyBefore: last ? yuan(BigInt(last.fen)) : null });
  return id;
}

async function followAll(tx: ActTransaction, ended: Division, movedOn: LocalDate, successor: Division): Promise<void> {
  refuseIf(tx, brokenByRegion(successor.code, movedOn, 'region'));
  const rows = await tx.query<{ id: string }[]>(
    'select id from enterprise where region_code = $1 and closed_on is null order by id for update',
    [ended.code],
  );
  const ids = rows.map(({ id }) => id);
  await tx.query(
    `insert into enterprise_move (id, enterprise_id, from_region_code, to_region_code, moved_on, recorded_on)
     select gen_random_uuid(), unnest($1::uuid[]), $2, $3, $4::date, $5::date`,
    [ids, ended.code, successor.code, movedOn, tx.today],
  );
  await tx.query('update enterprise set region_code = $2, version = version + 1 where id = any($1::uuid[])', [
    ids,
    successor.code,
  ]);
  const shops = await followShops(tx, ended, successor);
  tx.within(successor.code);
  tx.about('Enterprise', ids);
  tx.about('PartnerShop', shops);
  tx.note({ region: ended.code, successor: successor.code, enterprises: ids.length, shops: shops.length });
}

/** Contracts that were over by then keep the code of their days (I32). */
async function followShops(tx: ActTransaction, ended: Division, successor: Division): Promise<readonly string[]> {
  try {
    const moved = await tx.query<{ id: string }[]>(
      `with moved as (
         update partner_shop s set region_code = $2, version = version + 1
         where s.region_code = $1 and ${runsAfter('$3::date')} returning s.id
       ) select id from moved`,
      [ended.code, successor.code, ended.validTo],
    );
    return moved.map(({ id }) => id);
  } catch (error) {
    if (!isExclusionViolation(error, 'partner_shop_one_contract')) throw error;
    const message =
      'A union has contracts with one shop in both divisions on the same days: end or correct one of the two first.';
    return tx.refuse(new RuleBroken('SHOPS_OF_BOTH', 'region', message));
  }
}
