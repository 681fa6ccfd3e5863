import type { OccupationGroup } from '@nuan/kernel';

import { listedWords } from './listed-words';

/** Words of the groups of occupations (职业群体), the same in every list. Source: the forms of the national file. */
export const OCCUPATION_WORDS = listedWords<OccupationGroup>({
  SANITATION: '环卫',
  CONSTRUCTION: '建筑',
  TRANSPORT: '交通运输',
  DELIVERY: '快递配送',
  MANUFACTURING: '制造',
  MINING: '采矿',
  SERVICE: '服务业',
  OUTDOOR_OTHER: '其他户外',
  INDOOR: '室内',
});
