import type { FieldCipher } from '@nuan/database';
import type { Rng } from './random';

/** One value of a row as the loader takes it. Dates are instants; calendar dates are 'YYYY-MM-DD' strings; a string list is a text[]. */
export type CopyValue = string | number | bigint | boolean | null | Date | Buffer | readonly string[];

/** One table's rows. `rows` is a generator: it is called once per load and nothing of it is kept. */
export interface TableLoad {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: () => Iterable<readonly CopyValue[]>;
}

/** What a mapper needs beside the world. */
export interface SampleTools {
  /** Seals and hashes personal fields exactly as the application does. */
  readonly cipher: FieldCipher;
  /** A deterministic UUID version 7: `id('plan', household.index)` is the same in every database. */
  id(kind: string, index: number): string;
  /** The entity's own stream of random numbers. */
  random(kind: string, index: number): Rng;
}

/** A subgraph's part of the sample: every table it fills, in an order that its foreign keys allow. */
export type SampleMapper<W> = (world: W, tools: SampleTools) => TableLoad[];
