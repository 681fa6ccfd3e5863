import { Directive, Field, Int, ObjectType } from 'type-graphql';

/** Where a page begins and ends (分页信息). */
@Directive('@shareable')
@ObjectType('PageInfo', { description: 'Where a page begins and ends (分页信息).' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether rows follow this page (是否有下一页).' })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether this page was asked for after a cursor (是否有上一页).' })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first row; null on an empty page (起始游标).' })
  readonly startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last row, to pass as `after`; null on an empty page (结束游标).',
  })
  readonly endCursor!: string | null;
}

/** One row of a page with its cursor. */
export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

/** What a connection reads: each at most once, and only when a field that needs it is selected. */
export interface PageSource<T> {
  readonly page: () => Promise<{ readonly edges: readonly Edge<T>[]; readonly pageInfo: PageInfo }>;
  readonly count: () => Promise<number>;
}

/** A page of a list. Its fields are getters, so an unselected field costs no SQL statement. */
export class Connection<T> {
  private pageResult: ReturnType<PageSource<T>['page']> | undefined;

  constructor(private readonly source: PageSource<T>) {}

  /** Rows with their cursors. */
  get edges(): Promise<readonly Edge<T>[]> {
    return this.read().then((page) => page.edges);
  }

  /** Rows alone. */
  get nodes(): Promise<readonly T[]> {
    return this.read().then((page) => page.edges.map((edge) => edge.node));
  }

  /** Where the page begins and ends. */
  get pageInfo(): Promise<PageInfo> {
    return this.read().then((page) => page.pageInfo);
  }

  /** All rows that match, over every page. */
  get totalCount(): Promise<number> {
    return this.source.count();
  }

  private read(): ReturnType<PageSource<T>['page']> {
    return (this.pageResult ??= this.source.page());
  }
}

/** Options of a connection type. */
export interface ConnectionOptions {
  /** For rows that another subgraph resolves: a row it can't give is null and does not cost the page. */
  readonly nullableNodes?: boolean;
  /** For nodes that several subgraphs declare alike, such as the problems of a file. */
  readonly isShareable?: boolean;
}

type ObjectClass = abstract new (...args: never[]) => unknown;

/** Declares `<name>Edge` and `<name>Connection` for a node type; `plural` ends the sentence "A page of …". */
export function connectionOf(
  node: ObjectClass,
  name: string,
  plural: string,
  options: ConnectionOptions = {},
): new () => object {
  const nullable = options.nullableNodes === true;
  const edge = { [`${name}Edge`]: class {} }[`${name}Edge`] as new () => object;
  const connection = { [`${name}Connection`]: class {} }[`${name}Connection`] as new () => object;
  Field(() => String, { description: 'Position of this row, to pass as `after` (游标).' })(
    edge.prototype as object,
    'cursor',
  );
  Field(() => node as never, {
    nullable,
    description: `The row${nullable ? '; null when its owner cannot give it' : ''} (节点).`,
  })(edge.prototype as object, 'node');
  if (options.isShareable) for (const type of [edge, connection]) Directive('@shareable')(type);
  ObjectType(`${name}Edge`, { description: `A row and its cursor in a page of ${plural}.` })(edge);

  const prototype = connection.prototype as object;
  Field(() => [node] as never, {
    nullable: nullable ? 'items' : false,
    description: `The rows (数据)${nullable ? '; an element is null when its owner cannot give it' : ''}.`,
  })(prototype, 'nodes');
  Field(() => [edge] as never, { description: 'The rows with their cursors (带游标的数据).' })(prototype, 'edges');
  Field(() => PageInfo, { description: 'Where this page begins and ends (分页信息).' })(prototype, 'pageInfo');
  Field(() => Int, { description: 'All rows that match, over every page; counted only when selected (总数).' })(
    prototype,
    'totalCount',
  );
  ObjectType(`${name}Connection`, { description: `A page of ${plural}.` })(connection);
  return connection;
}
