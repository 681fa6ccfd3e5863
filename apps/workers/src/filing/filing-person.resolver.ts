import type { SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Enterprise } from '../references/enterprise.reference';
import { HealthMask } from '../worker/health-mask';
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

  @FieldResolver(() => HealthMask, {
    nullable: true,
    description:
      'Whether an illness or a disability is declared (健康状况掩码), and the consent to keep it not taken back; revealPerson tells which. Null with FORBIDDEN for who may not see it.',
  })
  async healthMasked(@Root() person: FilingPerson, @Ctx() ctx: SubgraphContext): Promise<HealthMask> {
    const mask = this.contents.healthMaskOf(ctx.viewer, person);
    return mask === HealthMask.ON_FILE && (await ctx.load(this.contents.loadHealthWithdrawn, person.id))
      ? HealthMask.NOTHING_ON_FILE
      : mask;
  }

  @FieldResolver(() => Enterprise, {
    nullable: true,
    description: 'Employer (工作单位); null when there is none, or its owner cannot give it.',
  })
  employer(@Root() { employerId }: FilingPerson): Enterprise | null {
    return Enterprise.of(employerId);
  }
}
