import { Acts } from '@nuan/facts';
import type { Clock } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { EnterpriseMoveResolver, EnterpriseMovesResolver } from './enterprise/enterprise-move.resolver';
import { EnterpriseMoveService } from './enterprise/enterprise-move.service';
import { EnterpriseWriteResolver } from './enterprise/enterprise-write.resolver';
import type { EnterpriseService } from './enterprise/enterprise.service';
import { EnterpriseWriter } from './enterprise/enterprise.writer';

/** What writing needs of the composition root. */
export interface WritingDependencies {
  readonly db: DataSource;
  readonly clock: Clock;
  readonly enterprises: EnterpriseService;
}

/** The resolvers of what officers do to enterprises, with what writing alone has made necessary to read. */
export function writingResolvers({ db, clock, enterprises }: WritingDependencies): object[] {
  const acts = new Acts(db, clock);
  return [
    new EnterpriseMoveResolver(),
    new EnterpriseMovesResolver(new EnterpriseMoveService(db)),
    new EnterpriseWriteResolver(new EnterpriseWriter(acts, enterprises)),
  ];
}
