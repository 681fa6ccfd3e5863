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
    description:
      'Health (健康状况); null after the consent to keep it was taken back, and with FORBIDDEN for who may not see it.',
  })
  async health(@Root() person: FilingPerson, @Ctx() ctx: SubgraphContext): Promise<HealthStatus | null> {
    const health = this.contents.healthOf(ctx.viewer, person);
    return health !== HealthStatus.GOOD && (await ctx.load(this.contents.loadHealthWithdrawn, person.id))
      ? null
      : health;
  }

  @FieldResolver(() => Disability, {
    nullable: true,
    description:
      'Certified disability (残疾); null for none, after the consent to keep it was taken back, and with FORBIDDEN for who may not see it.',
  })
  async disability(@Root() person: FilingPerson, @Ctx() ctx: SubgraphContext): Promise<Disability | null> {
    const disability = this.contents.disabilityOf(ctx.viewer, person);
    return disability !== null && (await ctx.load(this.contents.loadHealthWithdrawn, person.id)) ? null : disability;
  }

  @FieldResolver(() => Enterprise, {
    nullable: true,
    description: 'Employer (工作单位); null when there is none, or its owner cannot give it.',
  })
  employer(@Root() { employerId }: FilingPerson): Enterprise | null {
    return Enterprise.of(employerId);
  }
}
