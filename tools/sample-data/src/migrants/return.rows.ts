import { scaled } from '../apportion';
import { dateOf, dayOf } from '../days';
import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';

/** What a city did to bring migrant workers home, as the source tells it; how many times is ours. */
interface ReturnEffort {
  readonly city: string;
  readonly kind: 'PICKUP' | 'CHARTER_BUS' | 'GROUP_TICKET' | 'TRANSPORT_SUBSIDY';
  readonly title: string;
  readonly times: number;
}

/** Every city that the source names, with its way. */
export const RETURN_EFFORTS: readonly ReturnEffort[] = [
  { city: '341200', kind: 'PICKUP', title: '“接您（农民工）回家”', times: 36 },
  { city: '340500', kind: 'TRANSPORT_SUBSIDY', title: '返乡困难农民工交通补贴', times: 12 },
  ...['340400', '340200', '340100', '341600', '340700'].flatMap((city): ReturnEffort[] => [
    { city, kind: 'CHARTER_BUS', title: '农民工返乡专车', times: 8 },
    { city, kind: 'GROUP_TICKET', title: '农民工返乡团体车票', times: 4 },
  ]),
];

const CAMPAIGN = 'CNY2017';

/** The id of one time of one effort. */
export const returnIdOf = (effort: number, time: number, tools: SampleTools): string =>
  tools.id('return-service', effort * 1000 + time);

/** How often an effort was made at a scale: once at least. */
export const timesOf = (effort: ReturnEffort, scale: number): number =>
  Math.min(999, Math.max(1, scaled(effort.times, scale)));

/** The day of one time of one effort: in the two weeks before the as-of date. */
export function returnDayOf(effort: number, time: number, tools: SampleTools): string {
  return dateOf(tools.random('return-day', effort * 1000 + time).between(dayOf('2017-01-10'), dayOf('2017-01-23')));
}

/** Services that brought migrant workers home for Spring Festival 2017. */
export function returnLoads(world: World, tools: SampleTools): TableLoad[] {
  return [
    {
      table: 'return_service',
      columns: ['id', 'kind', 'title', 'region_code', 'campaign_code', 'served_on', 'seats', 'served', 'subsidy_fen'],
      *rows() {
        for (const [at, effort] of RETURN_EFFORTS.entries()) {
          for (let time = 0; time < timesOf(effort, world.scale); time++) yield returnRow(effort, at, time, tools);
        }
      },
    },
  ];
}

function returnRow(effort: ReturnEffort, at: number, time: number, tools: SampleTools): readonly CopyValue[] {
  const random = tools.random('return-service', at * 1000 + time);
  const subsidy = effort.kind === 'TRANSPORT_SUBSIDY';
  const seats = subsidy ? null : effort.kind === 'GROUP_TICKET' ? random.between(60, 180) : 49;
  const served = seats === null ? random.between(30, 90) : random.between(Math.floor(seats * 0.7), seats);
  const paidFen = subsidy ? BigInt(served) * 20_000n : effort.kind === 'GROUP_TICKET' ? BigInt(served) * 11_500n : null;
  const title = `${effort.title}第${String(time + 1)}批`;
  return [
    returnIdOf(at, time, tools),
    effort.kind,
    title,
    effort.city,
    CAMPAIGN,
    returnDayOf(at, time, tools),
    seats,
    served,
    paidFen,
  ];
}
