import { registerEnum } from '@nuan/federation';
import { Field, Float, ObjectType } from 'type-graphql';

/** Type of housing (住房类型) of the national form. */
export enum HousingType {
  OWN_BUILT = 'OWN_BUILT',
  COMMODITY = 'COMMODITY',
  AFFORDABLE = 'AFFORDABLE',
  PRICE_LIMITED = 'PRICE_LIMITED',
  UNIT_PUBLIC = 'UNIT_PUBLIC',
  LOW_RENT = 'LOW_RENT',
  RENTED = 'RENTED',
  NONE = 'NONE',
  OTHER = 'OTHER',
}

registerEnum(HousingType, 'HousingType', 'Type of housing (住房类型).', {
  OWN_BUILT: 'Built by the household (自建房).',
  COMMODITY: 'Bought on the market (商品房).',
  AFFORDABLE: 'Affordable housing (经济适用房).',
  PRICE_LIMITED: 'Price-limited housing (限价房).',
  UNIT_PUBLIC: 'Public housing of the work unit (单位公房).',
  LOW_RENT: 'Low-rent housing (廉租房).',
  RENTED: 'Rented on the market (租房).',
  NONE: 'No housing of its own (无房).',
  OTHER: 'Another type (其他).',
});

/** Where a household lives. */
@ObjectType('Housing', {
  description: 'Where a household lives (住房情况): type and floor area. The address is not published.',
})
export class Housing {
  @Field(() => HousingType, { description: 'Type of housing (住房类型).' })
  readonly type: HousingType;

  @Field(() => Float, {
    nullable: true,
    description: 'Floor area in square metres (建筑面积); null when it was not measured.',
  })
  readonly areaM2: number | null;

  constructor(type: HousingType, areaM2: number | null) {
    this.type = type;
    this.areaM2 = areaM2;
  }
}
