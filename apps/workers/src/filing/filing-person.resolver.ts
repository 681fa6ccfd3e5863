import type { SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Enterprise } from '../references/enterprise.reference';
import { Disability } from '../worker/disability';
import { HealthStatus } from '../worker/health-status';
import type { FilingContentService } from './filing-content.service';
import { FilingPerson } from './filing-person.entity';

/** GraphQL face of the persons of an application (申请家庭成员). */
@Resolver(() => FilingPerson)
export class FilingPersonResolver {
  constructor(private readonly contents: FilingContentService) {}

  @FieldResolver(() => String, { description: 'Masked name (姓名掩码), such as 张*明. Never accepted as input.' })
  nameMasked(@Root() person: FilingPerson): string {
    return this.contents.nameMaskOf(person);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Masked ID number (身份证号掩码). Never accepted as input. Null with FORBIDDEN for who may not see it.',
  })
  idMasked(@Root() person: FilingPerson, @Ctx() { viewer }: SubgraphContext): string {
    return this.contents.idMaskOf(viewer, person);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Masked phone (手机掩码). Never accepted as input. Null when none is declared, and with FORBIDDEN.',
  })
  phoneMasked(@Root() person: FilingPerson, @Ctx() { viewer }: SubgraphContext): string | null {
    return this.contents.phoneMaskOf(viewer, person);
  }

  @FieldResolver(() => HealthStatus, {
    nullable: true,
    description: 'Health (健康状况); null with FORBIDDEN for who may not see it.',
  })
  health(@Root() person: FilingPerson, @Ctx() { viewer }: SubgraphContext): HealthStatus {
    return this.contents.healthOf(viewer, person);
  }

  @FieldResolver(() => Disability, {
    nullable: true,
    description: 'Certified disability (残疾); null for none, and with FORBIDDEN for who may not see it.',
  })
  disability(@Root() person: FilingPerson, @Ctx() { viewer }: SubgraphContext): Disability | null {
    return this.contents.disabilityOf(viewer, person);
  }

  @FieldResolver(() => Enterprise, {
    nullable: true,
    description: 'Employer (工作单位); null when there is none, or its owner cannot give it.',
  })
  employer(@Root() { employerId }: FilingPerson): Enterprise | null {
    return Enterprise.of(employerId);
  }
}
