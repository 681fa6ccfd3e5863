import { registerEnum } from '@nuan/federation';

/** What was brought to the workers (送文化项目). */
export enum CultureEventKind {
  PERFORMANCE = 'PERFORMANCE',
  FILM = 'FILM',
  SPRING_COUPLETS = 'SPRING_COUPLETS',
  LAW_AND_POLICY = 'LAW_AND_POLICY',
  NEW_YEAR_DINNER = 'NEW_YEAR_DINNER',
  PARTNER_SHOP = 'PARTNER_SHOP',
  APP_DRIVE = 'APP_DRIVE',
}

registerEnum(
  CultureEventKind,
  'CultureEventKind',
  'Culture or festive service brought to front-line workers (送文化、强后勤项目).',
  {
    PERFORMANCE: 'Performance (文艺演出、联欢).',
    FILM: 'Film show (放映电影).',
    SPRING_COUPLETS: 'Spring couplets written on the spot (写春联).',
    LAW_AND_POLICY: 'Laws and policies explained (宣传政策法律).',
    NEW_YEAR_DINNER: 'New Year’s Eve dinner for those on duty (年夜饭).',
    PARTNER_SHOP: 'Discount shopping at a partner shop (签约超市优惠购物).',
    APP_DRIVE: 'Vouchers or tickets given out by telephone app, first come, first served (手机抢吧).',
  },
);
