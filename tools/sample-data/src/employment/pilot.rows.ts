import { splitFen } from '@nuan/kernel';
import { personIdOf } from '../persons';
import type { SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { scaledFen } from './money';
import { regionOf } from './training-plan';

/** Published: 10 million yuan in eight pilot cities. */
const PILOT_FEN = 1_000_000_000;
/** Ours: the source doesn't say what a cart cost. */
const CART_FEN = 800_000n;

/** Money of each pilot city, in the order of the world: equal shares, to the fen. */
export function pilotMoney(world: World): readonly bigint[] {
  return splitFen(
    scaledFen(PILOT_FEN, world.scale),
    world.pilotCities.map(() => 1n),
  );
}

/** The pilot of the aid action plan with its cities, and the breakfast carts of Hefei. */
export function pilotLoads(world: World, tools: SampleTools): TableLoad[] {
  const pilotId = tools.id('pilot', 0);
  const money = pilotMoney(world);
  const rule = '样例规则：建档困难职工家庭户数最多的八个市（来源未列出试点市）';
  return [
    {
      table: 'pilot',
      columns: ['id', 'name', 'year', 'starts_on', 'ends_on', 'selection_rule'],
      rows: () => [[pilotId, '扶持就业困难职工创业就业援助行动计划', 2016, '2016-12-30', null, rule]],
    },
    {
      table: 'pilot_city',
      columns: ['pilot_id', 'region_code', 'budget_fen', 'spent_fen'],
      *rows() {
        for (const [at, code] of world.pilotCities.entries()) yield [pilotId, code, money[at] ?? 0n, money[at] ?? 0n];
      },
    },
    {
      table: 'asset_grant',
      columns: ['id', 'person_id', 'pilot_id', 'region_code', 'asset', 'serial_no', 'value_fen', 'given_on', 'state'],
      *rows() {
        for (const [at, person] of world.employment2016.carts.entries()) {
          const region = regionOf(world, person);
          const pilot = world.pilotCities.includes(`${region.slice(0, 4)}00`) ? pilotId : null;
          const serial = `SAMPLE-CART-${String(at + 1).padStart(4, '0')}`;
          const id = tools.id('asset-grant', at);
          yield [id, personIdOf(person), pilot, region, '早餐车', serial, CART_FEN, '2016-12-30', 'GIVEN'];
        }
      },
    },
  ];
}
