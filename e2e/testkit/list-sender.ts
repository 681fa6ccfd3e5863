import { createHash } from 'node:crypto';

import { csvLine, type TableColumn, templateTitles } from '@nuan/intake';

import { arrived } from './arrived';
import type { ProgrammeDesk } from './programme-desk';

/** Cells of one row by the keys of their columns. */
export type ListRow = Readonly<Record<string, string>>;

/** What an import came to, with the first of what was wrong. */
export interface ImportOutcome {
  readonly id: string;
  readonly state: string;
  readonly rows: number;
  readonly rowsWithErrors: number;
  readonly imported: number;
  readonly problems: { readonly nodes: readonly object[]; readonly totalCount: number };
}

/** One list as officers hold it. */
export interface ListKind {
  /** GraphQL type of the import. */
  readonly type: string;
  readonly columns: readonly TableColumn[];
  /** Field that counts what was written. */
  readonly imported: string;
}

/** Sends lists of one kind as a front end does: announced, in pieces, completed, then looked after until they have ended. */
export class ListSender<Person extends string> {
  constructor(
    private readonly desk: ProgrammeDesk<Person>,
    private readonly kind: ListKind,
  ) {}

  /** The list as a CSV file with the header of the template. */
  file(rows: readonly ListRow[]): Buffer {
    const { columns } = this.kind;
    const lines = [templateTitles(columns), ...rows.map((cells) => columns.map(({ key }) => cells[key] ?? ''))];
    return Buffer.from(lines.map(csvLine).join(''));
  }

  /** What a person says of a file before it is sent. */
  announcement(file: Buffer, target: object): object {
    const sha256 = createHash('sha256').update(file).digest('hex');
    return { dryRun: false, fileName: '名单.csv', bytes: file.length, sha256, ...this.desk.key(), ...target };
  }

  /** Sends a file and waits until it was read; a file that was imported before gives that import. */
  async send(person: Person, file: Buffer, target: object): Promise<ImportOutcome> {
    const { id } = await this.desk.act(person, `start${this.kind.type}`, this.wanted, this.announcement(file, target));
    await this.desk.act(person, `append${this.kind.type}`, this.wanted, {
      ...{ id, offset: 0, content: file.toString('base64') },
    });
    await this.desk.act(person, `finish${this.kind.type}`, this.wanted, { id });
    return this.ended(person, id);
  }

  /** An import, once it has ended. */
  async ended(person: Person, id: string): Promise<ImportOutcome> {
    return arrived(
      async () => (await this.desk.ask<{ run: ImportOutcome }>(person, this.query, { id })).run,
      ({ state }) => ['CHECKED', 'DONE', 'REFUSED'].includes(state),
    );
  }

  /** The document that reads an import. */
  get query(): string {
    const { type, imported } = this.kind;
    return `query ($id: ID!) { run: ${type.charAt(0).toLowerCase()}${type.slice(1)}(id: $id) {
      id state rows rowsWithErrors imported: ${imported} problems { nodes { line column rule } totalCount } } }`;
  }

  private get wanted(): { readonly type: string; readonly fields: string } {
    return { type: this.kind.type, fields: 'id' };
  }
}
