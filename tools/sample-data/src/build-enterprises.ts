import { DistressKind, Industry } from '@nuan/kernel';
import { isSpread, scaled } from './apportion';
import { addEnterpriseUnion, type UnionTree } from './build-unions';
import { dateOf, dayOf } from './days';
import { SampleEnterprise, type SampleOwnership } from './enterprises';
import { creditCodeOf } from './identity-numbers';
import { brandName } from './names';
import { type Place, spreadOver } from './places';
import { randomOf, type Rng } from './random';

interface EnterpriseKind {
  readonly distress: DistressKind | null;
  readonly role: 'PLAIN' | 'DEMONSTRATION' | 'STARTUP';
}

const FIGURES: readonly (readonly [EnterpriseKind, number])[] = [
  [{ distress: DistressKind.OVERCAPACITY_CLOSED, role: 'PLAIN' }, 520],
  [{ distress: DistressKind.ZOMBIE, role: 'PLAIN' }, 800],
  [{ distress: DistressKind.LOSS_MAKING, role: 'PLAIN' }, 3300],
  [{ distress: DistressKind.OTHER, role: 'PLAIN' }, 980],
  [{ distress: null, role: 'DEMONSTRATION' }, 320],
  [{ distress: null, role: 'PLAIN' }, 6080],
  [{ distress: null, role: 'STARTUP' }, 100],
];
const VISITED = 4289;

const INDUSTRY_NAMES: Record<Industry, string> = {
  [Industry.COAL]: '煤业',
  [Industry.STEEL]: '钢铁',
  [Industry.CONSTRUCTION]: '建筑工程',
  [Industry.SANITATION]: '环卫服务',
  [Industry.RAIL_TRANSIT]: '轨道运营',
  [Industry.TEXTILE]: '纺织',
  [Industry.MACHINERY]: '机械',
  [Industry.CHEMICAL]: '化工',
  [Industry.FINANCE]: '担保',
  [Industry.TRADE]: '商贸',
  [Industry.OTHER]: '实业',
};

function industryOf(kind: EnterpriseKind, rng: Rng): Industry {
  if (kind.distress === DistressKind.OVERCAPACITY_CLOSED) {
    return rng.weighted([
      [Industry.COAL, 50],
      [Industry.STEEL, 35],
      [Industry.CHEMICAL, 8],
      [Industry.MACHINERY, 7],
    ]);
  }
  if (kind.role === 'STARTUP')
    return rng.weighted([
      [Industry.TRADE, 60],
      [Industry.OTHER, 30],
      [Industry.TEXTILE, 10],
    ]);
  const distressed = kind.distress !== null;
  return rng.weighted([
    [Industry.CONSTRUCTION, 18],
    [Industry.TEXTILE, distressed ? 20 : 10],
    [Industry.MACHINERY, 17],
    [Industry.CHEMICAL, 9],
    [Industry.TRADE, 14],
    [Industry.SANITATION, distressed ? 1 : 12],
    [Industry.RAIL_TRANSIT, distressed ? 0 : 5],
    [Industry.COAL, distressed ? 4 : 1],
    [Industry.STEEL, distressed ? 4 : 1],
    [Industry.FINANCE, distressed ? 0 : 3],
    [Industry.OTHER, 13],
  ]);
}

function ownershipOf(kind: EnterpriseKind, rng: Rng): SampleOwnership {
  if (kind.role === 'STARTUP') return 'PRIVATE';
  if (kind.distress === DistressKind.OVERCAPACITY_CLOSED) return rng.chance(0.7) ? 'STATE_OWNED' : 'JOINT_STOCK';
  return rng.weighted<SampleOwnership>([
    ['PRIVATE', 50],
    ['STATE_OWNED', 22],
    ['JOINT_STOCK', 14],
    ['COLLECTIVE', 11],
    ['FOREIGN_INVESTED', 3],
  ]);
}

function headcountOf(kind: EnterpriseKind, rng: Rng): number {
  if (kind.role === 'STARTUP') return rng.between(30, 80);
  if (kind.distress === DistressKind.OVERCAPACITY_CLOSED) return rng.between(300, 3200);
  return Math.round(30 * Math.exp(rng.next() * 4));
}

const VISITS_FROM = dayOf('2016-12-26');
const VISITS_TO = dayOf('2017-01-22');

function buildEnterprise(
  place: Place,
  kind: EnterpriseKind,
  visited: boolean,
  index: number,
  seed: number,
  tree: UnionTree,
): SampleEnterprise {
  const rng = randomOf(seed, 'enterprise', index);
  const industry = industryOf(kind, rng);
  const headcount = headcountOf(kind, rng);
  const name = `${place.city.short}${brandName(index)}${INDUSTRY_NAMES[industry]}有限公司(样例${String(index + 1)})`;
  const closed = kind.distress === DistressKind.OVERCAPACITY_CLOSED;
  const heavy = industry === Industry.COAL || industry === Industry.STEEL;
  const since = rng.between(dayOf(closed ? '2016-02-01' : '2013-06-01'), dayOf(closed ? '2016-10-31' : '2016-11-30'));
  return new SampleEnterprise({
    index,
    name,
    industry,
    headcount,
    regionCode: place.code,
    creditCode: creditCodeOf(index + 1),
    ownership: ownershipOf(kind, rng),
    unionIndex: headcount < 500 ? rng.pick(tree.jointUnions[place.index] ?? []) : addEnterpriseUnion(tree, place, name),
    distress: kind.distress,
    distressFrom: kind.distress === null ? null : dateOf(since),
    visitedOn: visited ? dateOf(rng.between(VISITS_FROM, VISITS_TO)) : null,
    capacityCutTons: closed && heavy ? rng.between(12, 120) * 10_000 : null,
    divertedTotal: closed ? Math.round(headcount * (0.5 + 0.4 * rng.next())) : 0,
    demonstration: kind.role === 'DEMONSTRATION',
    startup: kind.role === 'STARTUP',
  });
}

/** Every enterprise of the sample, by place. Firms of 500 workers and more get their own union in `tree`. */
export function buildEnterprises(
  places: readonly Place[],
  tree: UnionTree,
  scale: number,
  seed: number,
): SampleEnterprise[] {
  const enterprises: SampleEnterprise[] = [];
  const counts = FIGURES.map(([, figure]) => scaled(figure, scale));
  const spreads = FIGURES.map(([kind], at) =>
    spreadOver(places, counts[at] ?? 0, (city) =>
      kind.distress === DistressKind.OVERCAPACITY_CLOSED ? city.overcapacity : city.economy,
    ),
  );
  const distressed = FIGURES.reduce((all, [kind], at) => all + (kind.distress === null ? 0 : (counts[at] ?? 0)), 0);
  const visited = Math.min(distressed, scaled(VISITED, scale));
  let seen = 0;
  for (const place of places) {
    FIGURES.forEach(([kind], at) => {
      for (let count = spreads[at]?.[place.index] ?? 0; count > 0; count--) {
        const visit = kind.distress !== null && isSpread(seen++, distressed, visited);
        enterprises.push(buildEnterprise(place, kind, visit, enterprises.length, seed, tree));
      }
    });
  }
  return enterprises;
}
