import type { PageInfo } from '@nuan/federation';

import type { TradeUnion } from './trade-union.entity';
import { childCursor } from './union-children.service';

/** What a page of children reads, each part only when a field that needs it is selected. */
export interface UnionChildrenSource {
  /** How many rows the page may hold; `rows` gives one more when more follow. */
  readonly first: number;
  readonly hasPreviousPage: boolean;
  readonly rows: () => Promise<readonly TradeUnion[]>;
  readonly count: () => Promise<number>;
}

/** A page of the organisations below one (下级工会), in the shape of a connection. Unselected fields cost no statement. */
export class UnionChildren {
  constructor(private readonly source: UnionChildrenSource) {}

  /** Rows alone. */
  get nodes(): Promise<readonly TradeUnion[]> {
    return this.source.rows().then((rows) => rows.slice(0, this.source.first));
  }

  /** Rows with their cursors. */
  get edges(): Promise<readonly { readonly cursor: string; readonly node: TradeUnion }[]> {
    return this.nodes.then((nodes) => nodes.map((node) => ({ cursor: childCursor(node), node })));
  }

  /** Where the page begins and ends. */
  get pageInfo(): Promise<PageInfo> {
    return this.source.rows().then((rows) => {
      const nodes = rows.slice(0, this.source.first);
      const [start, end] = [nodes[0], nodes.at(-1)];
      return {
        hasNextPage: rows.length > nodes.length,
        hasPreviousPage: this.source.hasPreviousPage,
        startCursor: start ? childCursor(start) : null,
        endCursor: end ? childCursor(end) : null,
      };
    });
  }

  /** All children that the viewer may see. */
  get totalCount(): Promise<number> {
    return this.source.count();
  }
}
