import { asAdmin, createDatabase, databaseUrls, type ProvisionedDatabase, provisionRoles } from '@nuan/database';

import type { SubgraphName } from './bench.config';

const SECRET = { secret: 'nuan-bench' };

/** The databases of a contest: the rows once, and a copy for each round. */
export class Arena {
  private readonly source = `nuan_bench_${process.pid}`;
  private readonly copy = `${this.source}_copy`;

  constructor(
    private readonly adminUrl: string,
    private readonly subgraph: SubgraphName,
  ) {}

  /** Makes the database whose rows every round starts from, still without a schema. */
  async create(): Promise<ProvisionedDatabase> {
    await provisionRoles(this.adminUrl, this.subgraph, SECRET);
    return createDatabase(this.adminUrl, this.source, this.subgraph, SECRET);
  }

  /** Makes a fresh copy of it, in place of the one before. Nobody may be connected to the source. */
  async copied(): Promise<ProvisionedDatabase> {
    await this.drop(this.copy);
    await asAdmin(this.adminUrl, async (admin) => {
      await admin.query(`create database ${this.copy} template ${this.source} owner nuan_${this.subgraph}_owner`);
      await admin.query(`grant connect on database ${this.copy} to nuan_${this.subgraph}_app`);
      await admin.query('checkpoint');
    });
    return databaseUrls(this.adminUrl, this.copy, this.subgraph, SECRET);
  }

  /** Drops both. */
  async clear(): Promise<void> {
    await this.drop(this.copy);
    await this.drop(this.source);
  }

  private async drop(database: string): Promise<void> {
    await asAdmin(this.adminUrl, (admin) => admin.query(`drop database if exists ${database} with (force)`));
  }
}
