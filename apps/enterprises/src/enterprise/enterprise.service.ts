import type { Viewer } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import { alignOne, type Batch, RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { Enterprise } from './enterprise.entity';
import { enterpriseList } from './enterprise.list';

/** Reads enterprises (企业) within the viewer's regions. */
export class EnterpriseService extends RegionalReader<Enterprise> {
  constructor(db: DataSource) {
    super(db, { entity: Enterprise, action: 'enterprise:read', list: enterpriseList, alias: 'e' });
  }

  /** Enterprises by credit code in one statement; index-aligned, null for a code that is unknown or outside the viewer's regions. */
  readonly loadByCreditCode: Batch<string, Enterprise | null> = async (viewer, creditCodes) => {
    const rows = await this.select(viewer, 'e.credit_code = any($1::text[])', creditCodes);
    return alignOne(creditCodes, rows, (enterprise) => enterprise.creditCode);
  };

  /**
   * One enterprise by its unified social credit code.
   *
   * @throws NotFoundError when the code is unknown or outside the viewer's regions.
   */
  async getByCreditCode(viewer: Viewer, creditCode: string): Promise<Enterprise> {
    const [enterprise] = await this.loadByCreditCode(viewer, [creditCode], undefined);
    if (!enterprise) throw new NotFoundError('Enterprise', creditCode);
    return enterprise;
  }
}
