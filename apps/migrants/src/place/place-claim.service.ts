import { RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { PlaceClaim } from './place-claim.entity';
import { placeClaimList } from './place-claim.list';

/** Reads who claimed places and seats (名额); who may read return services may read these. */
export class PlaceClaimService extends RegionalReader<PlaceClaim> {
  constructor(db: DataSource) {
    super(db, { entity: PlaceClaim, action: 'returnService:read', list: placeClaimList, alias: 'c' });
  }
}
