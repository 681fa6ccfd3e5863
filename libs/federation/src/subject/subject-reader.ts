import { assertCan, type Viewer, writePatterns } from '@nuan/auth';
import { beyondRegions, type FieldCipher } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { Acts, type ActTransaction } from '@nuan/facts';

import type { SubgraphDependencies } from '../definition';
import { personOfGrant } from './subject-grant';
import { subjectHtml } from './subject-html';
import type { SubjectRecord } from './subject-record.type';
import { SEEN_BY, type SubjectPart, type SubjectSection, type SubjectSections } from './subject-section';

/** Where a subgraph knows in which region a person is. */
export type PersonTable = 'worker' | 'worker_projection';

/** Rows of one section; more would be no record but a copy of a register. */
const MOST_ROWS = 1000;

/** Makes the record of one person (个人信息副本) out of a subgraph's sections. */
export class SubjectReader {
  private readonly acts: Acts;
  private readonly cipher: FieldCipher;

  constructor(
    { db, clock, cipher }: SubgraphDependencies,
    private readonly subgraph: string,
    private readonly declared: SubjectSections,
    private readonly table: PersonTable,
  ) {
    this.acts = new Acts(db, clock);
    this.cipher = cipher;
  }

  /**
   * The record of the person whom an opened export's grant names; an act of its own in this subgraph's audit.
   *
   * @throws ForbiddenError without the right. NotFoundError for a grant that doesn't hold, and outside the viewer's write regions.
   */
  async byGrant(viewer: Viewer, grant: string): Promise<SubjectRecord> {
    assertCan(viewer, 'subject:export');
    const workerId = personOfGrant(this.cipher, viewer, grant);
    return this.acts.perform(viewer, 'subject.export', (tx) => this.read(tx, workerId));
  }

  /** The same inside an act that has checked who asks. */
  async read(tx: ActTransaction, workerId: string): Promise<SubjectRecord> {
    const [person] = await tx.query<{ region_code: string }[]>(
      `select region_code from ${this.table} where id = $1 and region_code like any($2::text[])`,
      [workerId, writePatterns(tx.viewer)],
    );
    if (!person) throw new NotFoundError('Worker', workerId);
    tx.about('Worker', workerId);
    tx.within(person.region_code);
    const parts = await beyondRegions('a person has a right to all that is held of it, wherever it was written', () =>
      this.partsOf(tx, workerId),
    );
    tx.note({ sections: parts.length, rows: parts.reduce((sum, { rows }) => sum + rows.length, 0) });
    const json = JSON.stringify(parts, null, 2);
    return {
      subgraph: this.subgraph,
      madeAt: tx.now,
      json,
      html: subjectHtml(`${this.subgraph} · ${workerId}`, parts),
    };
  }

  private async partsOf(tx: ActTransaction, workerId: string): Promise<SubjectPart[]> {
    const parts: SubjectPart[] = [];
    for (const section of [...this.declared.sections, SEEN_BY]) parts.push(await this.partOf(tx, section, workerId));
    return parts;
  }

  private async partOf(
    tx: ActTransaction,
    { sql, ...section }: SubjectSection,
    workerId: string,
  ): Promise<SubjectPart> {
    const rows = await tx.query<Record<string, unknown>[]>(`select s.* from (${sql}) s limit ${MOST_ROWS}`, [workerId]);
    return { ...section, rows: rows.map((row) => this.opened(row)) };
  }

  private opened(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const shown: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(row)) {
      if (name.endsWith('_sealed')) shown[name.replace(/_sealed$/, '')] = this.openedOf(value);
      else if (!Buffer.isBuffer(value)) shown[name] = value;
    }
    return shown;
  }

  /** An erased value is empty, and null stands for none. */
  private openedOf(value: unknown): string | null {
    return Buffer.isBuffer(value) && value.length > 0 ? this.cipher.open(value) : null;
  }
}
