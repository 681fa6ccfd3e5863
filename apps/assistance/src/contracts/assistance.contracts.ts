import type { Contract } from '@nuan/federation';
import { Department } from '@nuan/facts';

/** Campaigns as every partner department may know them: their sums are of many. */
const CAMPAIGNS = {
  scopes: ['changes:read', 'campaign:read'],
  queries: ['changes', 'campaign', 'campaigns'],
  mutations: [],
  types: {
    Campaign: 'id code name status startsOn endsOn noticeNo groups total raised distributed asOf',
    CampaignGroup: 'kind count amount suppressed',
  },
} as const;

/** What partner departments see of assistance: campaigns and their sums, and the change feed of what each is given. */
export const assistanceContracts: readonly Contract[] = [
  {
    name: 'finance',
    title: 'Campaigns and what becomes of payments (财政)',
    departments: [Department.FINANCE],
    ...CAMPAIGNS,
  },
  { name: 'civil-affairs', title: 'Campaigns (民政)', departments: [], ...CAMPAIGNS },
  { name: 'human-resources', title: 'Campaigns (人社)', departments: [], ...CAMPAIGNS },
];
