import { mix } from './random';

const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
];
const COMPOUND_SURNAMES = ['欧阳', '司马', '诸葛', '上官', '夏侯', '东方'];
const MALE = [...'岚柏川岳峤朗砺昱骁屿汉澄衡钧炎铮泽原峻竣煦烽屹辰朔恺彦韬珩坤'];
const FEMALE = [...'荷薇苒岑蓁霏妍筠茉棠沅蔓芮漪绮菀黛榆樱莞盈蕙荞蓓芷洁湘澜芸雯'];
const SECOND = [...'安宁和顺初禾麦乔松秋夏霖云朵舟帆谷稔川溪语声言知简野泊远山青未央白石木禾月田星河星野'];

const at = (list: readonly string[], bits: number): string => list[bits % list.length] ?? '';

function surname(index: number): string {
  const bits = mix(index ^ 0x51ed270b);
  return bits % 151 === 0 ? at(COMPOUND_SURNAMES, bits >>> 9) : at(SURNAMES, bits >>> 5);
}

/** A generated Chinese name: the surname of one person (children bear the head's) and the given name of another. */
export function personName(index: number, surnameOf: number, gender: 'MALE' | 'FEMALE'): string {
  const bits = mix(index ^ 0x2545f491);
  const first = at(gender === 'MALE' ? MALE : FEMALE, bits >>> 3);
  const second = bits % 5 === 0 ? '' : at(SECOND, bits >>> 13);
  return surname(surnameOf) + first + second;
}

const BRAND_FIRST = [...'云岫澄青远衡霁砺禾棠屿朔澜溪岚泽穆昱烽珩'];
const BRAND_SECOND = [...'川野舟原谷峰汀塬嘉盛源舸木石禾帆桥渡岸林'];

/** A generated brand of two characters. */
export function brandName(index: number): string {
  const bits = mix(index ^ 0x7f4a7c15);
  return at(BRAND_FIRST, bits >>> 4) + at(BRAND_SECOND, bits >>> 12);
}
