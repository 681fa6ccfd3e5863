import '../published-enums';

import { readScope, type Viewer } from '@nuan/auth';
import { SqlParams } from '@nuan/database';
import { Allow } from 'class-validator';
import { Field, InputType, registerEnumType } from 'type-graphql';
import type { DataSource } from 'typeorm';

import { SortDirection } from '../published-enums';
import { rememberAskingClasses } from './asking-classes';
import { Connection } from './connection';
import { countRows, readPage } from './keyset';
import type { ListOptions, ListRead, ListRequest } from './options';
import { orderKeys } from './order';
import { scopeCondition, whereCondition } from './where';

/** A list with typed filters, several sort keys and keyset pages. One per aggregate, shared by every field that pages it. */
export interface List {
  readonly Where: new () => object;
  readonly Order: new () => object;
  /**
   * A page of what `viewer` may see. Nothing is read until a field of the connection is selected: the rows cost one
   * statement, `totalCount` one more.
   */
  page<T>(
    db: Pick<DataSource, 'query'>,
    viewer: Viewer,
    request: ListRequest,
    read: ListRead<T>,
  ): Promise<Connection<T>>;
}

/** Declares a list and its GraphQL input types. */
export function defineList<F extends string, O extends string>(options: ListOptions<F, O>): List {
  const Where = whereInput(options);
  const Order = orderInput(options);
  rememberAskingClasses(options);
  return {
    Where,
    Order,
    page: async (db, viewer, request, read) => {
      const keys = orderKeys(options, viewer, request.orderBy);
      const params = new SqlParams();
      const conditions = [
        scopeCondition(options.scope, readScope(viewer), params),
        whereCondition(viewer, options.fields, request.where, params),
        ...(read.where ?? []).map((condition) => condition(params)),
      ].filter((condition) => condition !== 'true');
      const query = { list: options, keys, conditions, params, request, read };
      return new Connection({ page: () => readPage(db, query), count: () => countRows(db, query) });
    },
  };
}

function whereInput(options: ListOptions<string, string>): new () => object {
  const name = `${options.name}Where`;
  const where = { [name]: class {} }[name] as new () => object;
  const prototype = where.prototype as object;
  const add = (field: string, type: () => unknown, description: string): void => {
    Field(type as never, { nullable: true, description })(prototype, field);
    Allow()(prototype, field);
  };
  add('and', () => [where], 'All of these hold (且).');
  add('or', () => [where], 'At least one of these holds (或).');
  add('not', () => where, 'This does not hold (非).');
  for (const [field, { filter, description }] of Object.entries(options.fields)) {
    // Made now and not in the thunk: an input type that appears while the schema is being built is not part of it.
    const type = filter();
    add(field, () => type, description);
  }
  InputType(name, { description: `Conditions on a list of ${options.name}; everything given must hold (筛选条件).` })(
    where,
  );
  return where;
}

function orderInput(options: ListOptions<string, string>): new () => object {
  const name = `${options.name}Order`;
  const fields = Object.fromEntries(Object.keys(options.order).map((key) => [key, key]));
  registerEnumType(fields, {
    name: `${name}Field`,
    description: `What a list of ${options.name} can be sorted by (排序字段).`,
    valuesConfig: Object.fromEntries(
      Object.entries(options.order).map(([key, { description }]) => [key, { description }]),
    ),
  });
  const order = { [name]: class {} }[name] as new () => object;
  const prototype = order.prototype as object;
  Field(() => fields as never, { description: 'What to sort by (排序字段).' })(prototype, 'field');
  Allow()(prototype, 'field');
  Field(() => SortDirection, { defaultValue: SortDirection.ASC, description: 'Direction (排序方向).' })(
    prototype,
    'direction',
  );
  Allow()(prototype, 'direction');
  InputType(name, { description: `One sort key of a list of ${options.name} (排序).` })(order);
  return order;
}
