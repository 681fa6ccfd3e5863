import type { Action } from '@nuan/auth';

/** What a partner department (协作部门) may know of one subgraph: a part of its schema, and the rights that go with it (接口契约). */
export interface Contract {
  /** Lower-case name, as the `contract` claim of a token and the `@tag` of the schema write it. */
  readonly name: string;
  /** English title with the Chinese term, for the page of contracts. */
  readonly title: string;
  /** Departments every token of which is held to the contract, even one that names none. */
  readonly departments: readonly string[];
  /** Rights that a token under the contract may be given; what needs another doesn't belong into it. */
  readonly scopes: readonly Action[];
  readonly queries: readonly string[];
  readonly mutations: readonly string[];
  /** Object types with the names of their fields, separated by blanks. Pages and outcomes that every list and act has come by themselves. */
  readonly types: Readonly<Record<string, string>>;
}

/** The object types of a contract's schema, roots included, with the fields that belong to it. */
export type Selection = ReadonlyMap<string, ReadonlySet<string>>;
