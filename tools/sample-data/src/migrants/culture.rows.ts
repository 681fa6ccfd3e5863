import { CITY_PROFILES } from '../city-profiles';
import { dateOf, dayOf } from '../days';
import type { SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';

/** What the source says was brought to the workers; in every city once, by our rule. */
const EVENTS = [
  ['PERFORMANCE', '职工文艺演出', 400],
  ['FILM', '电影放映', 160],
  ['SPRING_COUPLETS', '送春联', 220],
  ['LAW_AND_POLICY', '政策法律宣传', 180],
  ['PARTNER_SHOP', '签约超市优惠购物', 300],
] as const;

/** Culture and festive services around the new year of 2017. */
export function cultureLoads(_world: World, tools: SampleTools): TableLoad[] {
  return [
    {
      table: 'culture_event',
      columns: ['id', 'kind', 'title', 'region_code', 'campaign_code', 'held_on', 'volunteers', 'participants'],
      *rows() {
        for (const [at, city] of CITY_PROFILES.entries()) {
          for (const [number, [kind, title, most]] of EVENTS.entries()) {
            const index = at * EVENTS.length + number;
            const random = tools.random('culture-event', index);
            const held = dateOf(random.between(dayOf('2016-12-28'), dayOf('2017-01-22')));
            const id = tools.id('culture-event', index);
            yield [
              id,
              kind,
              `${city.short}市${title}`,
              city.code,
              'CNY2017',
              held,
              random.between(4, 30),
              random.between(40, most),
            ];
          }
        }
      },
    },
  ];
}
