import { assertCan, type Viewer } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import { alignOne, type Batch, type Connection, type ListRequest } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { likePatterns } from '../viewer-scope';
import { Enterprise } from './enterprise.entity';
import { enterpriseList } from './enterprise.list';

const ENTERPRISE_COLUMNS = `e.id, e.credit_code as "creditCode", e.name, e.industry, e.ownership, e.region_code as "regionCode",
  e.union_id as "unionId", e.headcount, e.distress_kind as "distressKind", e.distress_from_on as "distressFromOn",
  e.demonstration_status as "demonstration", e.demonstration_since_on as "demonstrationSinceOn", e.closed_on as "closedOn",
  e.version`;

const toEnterprise = (row: object): Enterprise => Object.assign(new Enterprise(), row);

/** Reads enterprises (企业) within the viewer's regions. */
export class EnterpriseService {
  constructor(private readonly db: DataSource) {}

  /** Enterprises by id in one statement; index-aligned, null for an id that is unknown or outside the viewer's regions. */
  readonly loadMany: Batch<string, Enterprise | null> = async (viewer, ids) => {
    const rows = await this.select(viewer, 'e.id = any($1::uuid[])', ids);
    return alignOne(ids, rows, (enterprise) => enterprise.id);
  };

  /** The same by credit code. */
  readonly loadByCreditCode: Batch<string, Enterprise | null> = async (viewer, creditCodes) => {
    const rows = await this.select(viewer, 'e.credit_code = any($1::text[])', creditCodes);
    return alignOne(creditCodes, rows, (enterprise) => enterprise.creditCode);
  };

  /**
   * One enterprise.
   *
   * @throws NotFoundError when the id is unknown or outside the viewer's regions.
   */
  async get(viewer: Viewer, id: string): Promise<Enterprise> {
    const [enterprise] = await this.select(viewer, 'e.id = any($1::uuid[])', isUuid(id) ? [id] : []);
    if (!enterprise) throw new NotFoundError('Enterprise', id);
    return enterprise;
  }

  /**
   * One enterprise by its unified social credit code.
   *
   * @throws NotFoundError when the code is unknown or outside the viewer's regions.
   */
  async getByCreditCode(viewer: Viewer, creditCode: string): Promise<Enterprise> {
    const [enterprise] = await this.select(viewer, 'e.credit_code = any($1::text[])', [creditCode]);
    if (!enterprise) throw new NotFoundError('Enterprise', creditCode);
    return enterprise;
  }

  /** A page of enterprises. */
  async list(viewer: Viewer, request: ListRequest): Promise<Connection<Enterprise>> {
    assertCan(viewer, 'enterprise:read');
    return enterpriseList.page(this.db, viewer, request, { select: ENTERPRISE_COLUMNS, map: toEnterprise });
  }

  private async select(viewer: Viewer, condition: string, keys: readonly string[]): Promise<Enterprise[]> {
    assertCan(viewer, 'enterprise:read');
    const rows = await this.db.query<object[]>(
      `select ${ENTERPRISE_COLUMNS} from enterprise e where ${condition} and e.region_code like any($2::text[])`,
      [keys, likePatterns(viewer)],
    );
    return rows.map(toEnterprise);
  }
}
