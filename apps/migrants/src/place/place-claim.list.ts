import { connectionOf, defineList, enumField, idField, intField } from '@nuan/federation';

import { PlaceClaim } from './place-claim.entity';
import { PlaceClaimState } from './place-claim-state';

/** Claims to places of events and seats of trips. */
export const placeClaimList = defineList({
  name: 'PlaceClaim',
  from: 'place_claim c',
  id: 'c.id',
  scope: 'c.region_code',
  fields: {
    poolId: idField('c.pool_id', 'Event or trip (活动或车次).'),
    state: enumField(PlaceClaimState, 'c.state', 'What became of it (状态).'),
    placeNumber: intField('c.place_no', 'Number of the place or seat (名额号).'),
    queueNumber: intField('c.waiting_no', 'Number on the waiting list (候补号).'),
  },
  order: {
    CLAIMED: { sql: 'c.claimed_at', type: 'timestamptz', description: 'When it was claimed (申请时间).' },
    PLACE: {
      sql: 'coalesce(c.place_no, 2147483647)',
      type: 'integer',
      description: 'Number of the place (名额号); without one last.',
    },
  },
  defaultOrder: [['PLACE', 'ASC']],
});

/** A page of claims. */
export const PlaceClaimConnection = connectionOf(PlaceClaim, 'PlaceClaim', 'claims to places and seats (名额)');
