import type { AccessClass } from '../policy/access-class';
import type { ListOptions } from './options';

/** A filter (`where.netPerCapita`) or sort key (`orderBy.NET_PER_CAPITA`) whose class needs a further right. */
export interface AskingClass {
  readonly name: string;
  readonly access: AccessClass;
}

const lists = new Map<string, readonly AskingClass[]>();

/** Remembers what of a list may be asked only by those who see it. */
export function rememberAskingClasses({ name, fields, order }: ListOptions<string, string>): void {
  const guarded = (kind: string, keys: Readonly<Record<string, { readonly access?: AccessClass }>>): AskingClass[] =>
    Object.entries(keys).flatMap(([key, { access }]) => (access ? [{ name: `${kind}.${key}`, access }] : []));
  lists.set(name, [...guarded('where', fields), ...guarded('orderBy', order)]);
}

/** The guarded filters and sort keys of a list by its name; none for an unknown one. */
export function askingClasses(name: string): readonly AskingClass[] {
  return lists.get(name) ?? [];
}
