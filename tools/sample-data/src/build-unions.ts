import { UnionLevel } from '@nuan/kernel';
import { CITY_PROFILES } from './city-profiles';
import type { Place } from './places';
import { type Union, unionIdOf } from './unions';

/** Unions down to the joint ones of each place; the unions of single firms are added with the firms. */
export interface UnionTree {
  readonly unions: Union[];
  /** The union of a place: the county's federation or the city's. */
  readonly unionOfPlace: readonly number[];
  /** Street and township unions of a place. */
  readonly jointUnions: readonly (readonly number[])[];
}

/** The province's federation, the cities', the counties' and each place's joint unions. */
export function buildUnions(places: readonly Place[], scale: number): UnionTree {
  const unions: Union[] = [];
  const unionOfPlace = federations(places, unions);
  return { unions, unionOfPlace, jointUnions: jointUnionsOf(places, unions, unionOfPlace, scale) };
}

function federations(places: readonly Place[], unions: Union[]): number[] {
  const add = (fields: Omit<Union, 'index' | 'id' | 'parentId'>): number => {
    const index = unions.length;
    const parentId = fields.parentIndex === null ? null : unionIdOf(fields.parentIndex);
    unions.push({ index, id: unionIdOf(index), parentId, ...fields });
    return index;
  };
  const plain = { aidCentre: true, directlyAdministered: false };
  const province = { name: '安徽省总工会', level: UnionLevel.PROVINCE, regionCode: '340000', parentIndex: null };
  const top = add({ ...plain, ...province });
  const cities = new Map<string, number>();
  for (const city of CITY_PROFILES) {
    const name = `${city.short}市总工会`;
    cities.set(
      city.code,
      add({ ...plain, name, level: UnionLevel.PREFECTURE, regionCode: city.code, parentIndex: top }),
    );
  }
  return places.map((place) => {
    const city = cities.get(place.city.code) ?? top;
    if (place.cityLevel) return city;
    const direct = place.directlyAdministered;
    const level = UnionLevel.COUNTY;
    const fields = { name: `${place.name}总工会`, level, regionCode: place.code, parentIndex: direct ? top : city };
    return add({ ...fields, aidCentre: true, directlyAdministered: direct });
  });
}

function jointUnionsOf(
  places: readonly Place[],
  unions: Union[],
  unionOfPlace: readonly number[],
  scale: number,
): number[][] {
  const each = scale >= 0.5 ? 8 : scale >= 0.05 ? 3 : 1;
  return places.map((place) => {
    const parentIndex = unionOfPlace[place.index] ?? 0;
    return Array.from({ length: each }, (_, at) => {
      const index = unions.length;
      const name = `${place.name}第${String(at + 1)}联合工会`;
      const own = {
        index,
        id: unionIdOf(index),
        name,
        regionCode: place.code,
        parentIndex,
        parentId: unionIdOf(parentIndex),
      };
      unions.push({ ...own, level: UnionLevel.GRASSROOTS, aidCentre: false, directlyAdministered: false });
      return index;
    });
  });
}

/** Appends the union of one firm and returns its index. */
export function addEnterpriseUnion(tree: UnionTree, place: Place, firm: string): number {
  const index = tree.unions.length;
  const parentIndex = tree.unionOfPlace[place.index] ?? 0;
  const own = { index, id: unionIdOf(index), name: `${firm}工会`, regionCode: place.code, parentIndex };
  const facts = { level: UnionLevel.GRASSROOTS, aidCentre: false, directlyAdministered: false };
  tree.unions.push({ ...own, ...facts, parentId: unionIdOf(parentIndex) });
  return index;
}
