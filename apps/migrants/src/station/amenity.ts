import { registerEnum } from '@nuan/federation';

/** What a facility holds (设施). */
export enum Amenity {
  WATER_DISPENSER = 'WATER_DISPENSER',
  MICROWAVE = 'MICROWAVE',
  AIR_CONDITIONER = 'AIR_CONDITIONER',
  FRIDGE = 'FRIDGE',
  BOOK_BAR = 'BOOK_BAR',
  CHARGING = 'CHARGING',
  FIRST_AID = 'FIRST_AID',
  AED = 'AED',
  TOILET = 'TOILET',
  HEATING = 'HEATING',
  NURSING_ROOM = 'NURSING_ROOM',
  WIFI = 'WIFI',
}

registerEnum(Amenity, 'Amenity', 'What a facility holds for its visitors (设施设备).', {
  WATER_DISPENSER: 'Water dispenser (饮水机).',
  MICROWAVE: 'Microwave oven (微波炉).',
  AIR_CONDITIONER: 'Air conditioner (空调).',
  FRIDGE: 'Fridge (冰箱).',
  BOOK_BAR: 'Book corner (职工书吧).',
  CHARGING: 'Charging points (充电).',
  FIRST_AID: 'First-aid box (急救箱).',
  AED: 'Defibrillator (自动体外除颤器).',
  TOILET: 'Toilet (卫生间).',
  HEATING: 'Heating (取暖设备).',
  NURSING_ROOM: 'Nursing room (母婴室).',
  WIFI: 'Wireless network (无线网络).',
});
