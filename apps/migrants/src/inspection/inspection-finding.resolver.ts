import { FieldResolver, Resolver, Root } from 'type-graphql';

import { Enterprise } from '../references/enterprise.reference';
import { InspectionFinding } from './inspection-finding.entity';

/** What an inspection found (督查发现问题) as the graph shows it. */
@Resolver(() => InspectionFinding)
export class InspectionFindingResolver {
  @FieldResolver(() => Enterprise, {
    nullable: true,
    description: 'Enterprise it concerns (涉及企业); null when it concerns none.',
  })
  enterprise(@Root() finding: InspectionFinding): Enterprise | null {
    return finding.enterpriseId === null ? null : new Enterprise(finding.enterpriseId);
  }
}
