import { RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { TravelSubsidyRequest } from './travel-subsidy-request.entity';
import { travelSubsidyRequestList } from './travel-subsidy-request.list';

/** Reads travel subsidies that assistance was asked to pay (交通补贴申请), within the viewer's regions. */
export class TravelSubsidyRequestService extends RegionalReader<TravelSubsidyRequest> {
  constructor(db: DataSource) {
    super(db, {
      ...{ entity: TravelSubsidyRequest, action: 'returnService:read' },
      ...{ list: travelSubsidyRequestList, alias: 'q' },
    });
  }
}
