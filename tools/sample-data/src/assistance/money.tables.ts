import type { SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { campaignLoads, registerLoads } from './campaign.rows';
import { disbursementLoads } from './disbursement.rows';
import { donationLoads, scholarshipLoad } from './donation.rows';
import { FundBook } from './fund-book';
import { allocationLoad, fundLoad, ledgerLoads } from './fund.rows';
import { postingsOf } from './ledger-postings';
import { WarmthAmounts } from './warmth-amounts';

/** The money half of assistance: campaigns, funds, ledger, payments, donations, scholarships, in the order of their foreign keys. */
export function moneyTables(world: World, tools: SampleTools): TableLoad[] {
  const amounts = new WarmthAmounts(world);
  const book = new FundBook(world, amounts);
  const postings = postingsOf(book);
  return [
    ...campaignLoads(tools),
    ...registerLoads(world, amounts, tools),
    fundLoad(book, tools),
    allocationLoad(book, postings, tools),
    ...ledgerLoads(postings, tools),
    ...disbursementLoads(world, book, amounts, tools),
    ...donationLoads(world, book, tools),
    scholarshipLoad(world, tools),
  ];
}
