import { Directive, Field, ObjectType } from 'type-graphql';

import { Instant } from '../scalars';

/** All that one subgraph holds of one person (个人信息副本), for the person itself. Made when it is asked for, and kept nowhere. */
@Directive('@shareable')
@ObjectType('SubjectRecord', {
  description:
    'All that one subgraph holds of one person, in clear (个人信息副本): for the person itself. Made when it is asked for, and kept nowhere.',
})
export class SubjectRecord {
  @Field(() => String, { description: 'Subgraph that holds it (来源子系统).' })
  readonly subgraph!: string;

  @Field(() => Instant, { description: 'When it was made (生成时间).' })
  readonly madeAt!: Date;

  @Field(() => String, {
    description:
      'As JSON (机读副本): an array of sections, each with its title, why it is held, from where it came, and its rows.',
  })
  readonly json!: string;

  @Field(() => String, { description: 'The same as a page to read and print (可读副本), HTML.' })
  readonly html!: string;
}
