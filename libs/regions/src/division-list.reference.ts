import type { LocalDate } from '@nuan/kernel';

/** One division (行政区划) of the list: a code names it for good. */
export interface Division {
  /** GB/T 2260 code, six digits. */
  readonly code: string;
  /** Official Chinese name. */
  readonly name: string;
  /** First day; the first day of the list for whatever existed before it. */
  readonly validFrom: LocalDate;
  /** Last day; null while it exists. */
  readonly validTo: LocalDate | null;
  /** Code of the division that took its place; null while it exists. */
  readonly successor: string | null;
  /** A county that the province administers directly in part of its affairs (省直管县). */
  readonly directlyAdministered: boolean;
}

/** The list holds every division that existed on this day or later. */
export const LIST_BEGINS_ON: LocalDate = '2011-01-01';

type Names = Readonly<Record<string, string>>;

/** Divisions that have existed since before the list begins and still do, under the code of their city. */
const LASTING: Names = {
  340000: '安徽省',
  340100: '合肥市 340102瑶海区 340103庐阳区 340104蜀山区 340111包河区 340121长丰县 340122肥东县 340123肥西县',
  340200: '芜湖市 340202镜湖区 340207鸠江区 340223南陵县',
  340300: '蚌埠市 340302龙子湖区 340303蚌山区 340304禹会区 340311淮上区 340321怀远县 340322五河县 340323固镇县',
  340400: '淮南市 340402大通区 340403田家庵区 340404谢家集区 340405八公山区 340406潘集区 340421凤台县',
  340500: '马鞍山市 340503花山区 340504雨山区 340521当涂县',
  340600: '淮北市 340602杜集区 340603相山区 340604烈山区 340621濉溪县',
  340700: '铜陵市 340711郊区',
  340800:
    '安庆市 340802迎江区 340803大观区 340811宜秀区 340822怀宁县 340825太湖县 340826宿松县 340827望江县 340828岳西县 340881桐城市',
  341000: '黄山市 341002屯溪区 341003黄山区 341004徽州区 341021歙县 341022休宁县 341023黟县 341024祁门县',
  341100:
    '滁州市 341102琅琊区 341103南谯区 341122来安县 341124全椒县 341125定远县 341126凤阳县 341181天长市 341182明光市',
  341200:
    '阜阳市 341202颍州区 341203颍东区 341204颍泉区 341221临泉县 341222太和县 341225阜南县 341226颍上县 341282界首市',
  341300: '宿州市 341302埇桥区 341321砀山县 341322萧县 341323灵璧县 341324泗县',
  341500: '六安市 341502金安区 341503裕安区 341522霍邱县 341523舒城县 341524金寨县 341525霍山县',
  341600: '亳州市 341602谯城区 341621涡阳县 341622蒙城县 341623利辛县',
  341700: '池州市 341702贵池区 341721东至县 341722石台县 341723青阳县',
  341800: '宣城市 341802宣州区 341821郎溪县 341823泾县 341824绩溪县 341825旌德县 341881宁国市',
};

/** A change: what ended on the day before, mapped to its successor, and what began on the day. */
interface Change {
  readonly on: LocalDate;
  readonly ended: Readonly<Record<string, readonly [name: string, successor: string]>>;
  readonly began: Names;
}

/** Every change at or above county level since the list begins, oldest first. */
const CHANGES: readonly Change[] = [
  {
    // State Council letter 2011 No. 84 (国函〔2011〕84号): Chaohu as a prefecture-level city is abolished; announced 22 August 2011.
    // Its remaining territory went to three cities; Hefei, which took Juchao and Lujiang, stands as its successor.
    on: '2011-08-22',
    ended: {
      341400: ['巢湖市', '340100'],
      341402: ['居巢区', '340181'],
      341421: ['庐江县', '340124'],
      341422: ['无为县', '340225'],
      341423: ['含山县', '340522'],
      341424: ['和县', '340523'],
    },
    began: { 340124: '庐江县', 340181: '巢湖市', 340225: '无为县', 340522: '含山县', 340523: '和县' },
  },
  {
    // Ma'anshan: Jinjiazhuang is merged into Huashan, which keeps its code; Bowang is formed of three towns of Dangtu.
    // Notice of the province of 7 September 2012.
    on: '2012-09-07',
    ended: { 340502: ['金家庄区', '340503'] },
    began: { 340506: '博望区' },
  },
  {
    // Zongyang to Tongling, Shou to Huainan, Yeji formed of towns of Huoqiu, Tongling's districts and county; announced and
    // handed over on 4 January 2016, approved by the State Council late in 2015.
    on: '2016-01-04',
    ended: {
      340702: ['铜官山区', '340705'],
      340703: ['狮子山区', '340705'],
      340721: ['铜陵县', '340706'],
      340823: ['枞阳县', '340722'],
      341521: ['寿县', '340422'],
    },
    began: { 340422: '寿县', 340705: '铜官区', 340706: '义安区', 340722: '枞阳县', 341504: '叶集区' },
  },
  {
    // Ministry of Civil Affairs letter 2018 No. 104 (民函〔2018〕104号); the province's notice became public on 11 August 2018.
    on: '2018-08-11',
    ended: { 340824: ['潜山县', '340882'] },
    began: { 340882: '潜山市' },
  },
  {
    // Guangde county becomes a city; announced by the province on 6 August 2019.
    on: '2019-08-06',
    ended: { 341822: ['广德县', '341882'] },
    began: { 341882: '广德市' },
  },
  {
    // Wuwei county becomes a city; announced by the province on 16 December 2019.
    on: '2019-12-16',
    ended: { 340225: ['无为县', '340281'] },
    began: { 340281: '无为市' },
  },
  {
    // Wuhu: two districts merge into a new Yijiang, two counties become districts; announced by the province on 6 July 2020.
    on: '2020-07-06',
    ended: {
      340203: ['弋江区', '340209'],
      340208: ['三山区', '340209'],
      340221: ['芜湖县', '340210'],
      340222: ['繁昌县', '340212'],
    },
    began: { 340209: '弋江区', 340210: '湾沚区', 340212: '繁昌区' },
  },
];

/** The two counties under the province since 2011 (省直管县改革试点): Susong and Guangde, the latter a city since 2019. */
const DIRECTLY_ADMINISTERED: ReadonlySet<string> = new Set(['340826', '341822', '341882']);

function dayBefore(date: LocalDate): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function lasting(): [code: string, name: string][] {
  return Object.entries(LASTING).flatMap(([code, text]) => {
    const [name = '', ...counties] = text.split(' ');
    return [[code, name], ...counties.map((county): [string, string] => [county.slice(0, 6), county.slice(6)])];
  });
}

function collect(): Division[] {
  const divisions = new Map<string, Division>();
  const add = (code: string, name: string, validFrom: LocalDate): void => {
    const directlyAdministered = DIRECTLY_ADMINISTERED.has(code);
    divisions.set(code, { code, name, validFrom, validTo: null, successor: null, directlyAdministered });
  };
  for (const [code, name] of lasting()) add(code, name, LIST_BEGINS_ON);
  for (const { on, ended, began } of CHANGES) {
    for (const [code, [name, successor]] of Object.entries(ended)) {
      if (!divisions.has(code)) add(code, name, LIST_BEGINS_ON);
      const division = divisions.get(code);
      if (division) divisions.set(code, { ...division, validTo: dayBefore(on), successor });
    }
    for (const [code, name] of Object.entries(began)) add(code, name, on);
  }
  return [...divisions.values()].map((division) => Object.freeze(division)).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Every division of the list, sorted by code. */
export const DIVISIONS: readonly Division[] = Object.freeze(collect());
