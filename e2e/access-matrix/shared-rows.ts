import { type Position, POSITIONS, type Shared } from '@nuan/testing';

const OWN_COUNTS = 'counts what the caller itself may see, and nothing else';
const FROM_BELOW: readonly Position[] = ['child'];

/** Types and fields that are shown of rows outside the viewer's regions too: from where, and why. */
export const SHARED: Shared = {
  Campaign: {
    from: POSITIONS,
    because: 'every county runs the campaign of the province, and its totals are published',
  },
  CampaignGroup: { from: POSITIONS, because: 'a published total of a campaign' },
  CampaignCoverage: { from: POSITIONS, because: 'a published total of a campaign' },
  Count: { from: POSITIONS, because: 'a number of the block that it stands in; the block is what is refused' },
  ChangePage: { from: POSITIONS, because: 'a page of the feed; each change on it is of a region' },
  Caller: { from: POSITIONS, because: 'the caller itself' },
  Pilot: { from: POSITIONS, because: 'pilots are few, of the province, and known to all that may take part' },
  Fund: { from: FROM_BELOW, because: 'money that a county is given comes from the funds of the city above' },
  FundRule: { from: FROM_BELOW, because: 'what money of such a fund may be spent on' },
  EarlierFundRule: { from: FROM_BELOW, because: 'as FundRule' },
  TradeUnion: { from: FROM_BELOW, because: 'the union that raised such a fund, by its id alone' },
  HelperLoad: { from: FROM_BELOW, because: OWN_COUNTS },
  PilotShare: { from: FROM_BELOW, because: 'what the city of a county was given of a pilot' },
  EmploymentStats: {
    from: FROM_BELOW,
    because: 'what came of the share of a pilot; of a region above the block itself is refused',
  },
  'Enterprise.consoled': { from: POSITIONS, because: OWN_COUNTS },
  'Enterprise.wageRisk': { from: POSITIONS, because: OWN_COUNTS },
  WageRisk: { from: POSITIONS, because: OWN_COUNTS },
  AidStats: {
    from: POSITIONS,
    because: `of an enterprise: ${OWN_COUNTS}; of a region outside the block itself is refused`,
  },
  AidBySource: { from: POSITIONS, because: 'as AidStats' },
  AidByPurpose: { from: POSITIONS, because: 'as AidStats' },
  AidByGroup: { from: POSITIONS, because: 'as AidStats' },
  'TradeUnion.files': { from: POSITIONS, because: OWN_COUNTS },
  UnionFiles: { from: POSITIONS, because: OWN_COUNTS },
  ScholarshipStats: { from: POSITIONS, because: OWN_COUNTS },
  ScholarshipsByLevel: { from: POSITIONS, because: OWN_COUNTS },
  NearStation: { from: POSITIONS, because: 'the distance of a station that is the caller’s own to see' },
};
