import type { UnionLevel } from '@nuan/kernel';
import { rememberedIds } from './identifiers';

/** A trade-union organisation (工会组织). */
export interface Union {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly level: UnionLevel;
  /** A county code, a city's own code (市直) or, for the province's federation alone, 340000. */
  readonly regionCode: string;
  readonly parentIndex: number | null;
  readonly parentId: string | null;
  /** Whether it runs an aid centre (帮扶中心). */
  readonly aidCentre: boolean;
  /** A county federation under the province itself (直管县). */
  readonly directlyAdministered: boolean;
}

/** The id of the union with this index. */
export const unionIdOf = rememberedIds('union');
