/** Made-up advisory figures for a track of any size, without any statistics: only what the screen needs to be looked at. */
import type { AdvisoryLook } from '../generated/AdvisoryLook';
import type { AdvisoryRow } from '../generated/AdvisoryRow';
import type { AgreementFigure } from '../generated/AgreementFigure';
import type { ExpertProfile } from '../generated/ExpertProfile';
import type { TrackName } from '../generated/TrackName';

interface Made { tracks: TrackName[]; titles: readonly string[]; id: (index: number) => string; experts: readonly string[]; line: number | null }
interface Line { name: string; after: number; byRule: boolean }

const clamp = (value: number, most: number) => Math.max(1, Math.min(most, value));
const signed = (value: number) => `${value > 0 ? '+' : ''}${value.toFixed(2)}`;

function linesOf(most: number, asked: number | null): Line[] {
  const rule = [['一等奖', 0.08], ['二等奖', 0.25], ['三等奖', 0.5]] as const;
  const lines = rule.map(([name, share]) => ({ name, after: Math.max(1, Math.round(most * share)), byRule: true }));
  const all = asked === null ? lines : [...lines, { name: `第 ${String(asked)} 名`, after: asked, byRule: false }];
  return all.sort((one, other) => one.after - other.after);
}

function row(made: Made, lines: readonly Line[], index: number): AdvisoryRow {
  const most = made.titles.length;
  const rank = index + 1;
  const half = 1 + ((index * 7) % 5) + Math.round(3 * Math.sin((Math.PI * index) / most));
  const best = clamp(rank - half, most);
  const worst = clamp(rank + half + (index % 3), most);
  const crosses = lines.map(({ after }) => best <= after && after < worst);
  const within = lines.map(({ after }) => (worst <= after ? '100' : best > after ? '<1' : String(Math.round((100 * (after - best + 1)) / (worst - best + 1)))));
  const shift = index % 6 === 3 && index + 1 < most ? 1 : index % 6 === 4 ? -1 : 0;
  const published = (91.3 - index * (40 / most)).toFixed(2);
  return { entry: made.id(index), title: made.titles[index] ?? '', rank, published, group: 1, best, worst, within, crosses, adjusted: (Number(published) - shift * 0.4).toFixed(2), adjustedRank: rank + shift };
}

const figure = (id: string, name: string, value: string | null, meaning: string, more: Partial<AgreementFigure> = {}): AgreementFigure => ({ id, name, main: false, value, low: null, high: null, meaning, detail: '', ...more });

const FIGURES: AgreementFigure[] = [
  figure('icc2', 'ICC(2,1)', '0.75', '只看一位专家的分数，高低之差有四分之三以上来自项目本身，较好。', { main: true, low: '0.59', high: '0.87', detail: '专家是随机的一批，宽严也算差异，看单独一位' }),
  figure('icc2k', 'ICC(2,k)', '0.95', '7 位专家取平均，高低之差有九成以上来自项目本身，很好。', { main: true, low: '0.91', high: '0.98', detail: '专家是随机的一批，宽严也算差异，看平均' }),
  figure('w', '肯德尔 W', '0.85', '各位专家排出的先后次序大体一致，分歧多在相邻名次之间。', { main: true, detail: '0 为各排各的，1 为完全相同；已作同分校正；χ² = 119.00，自由度 20，p < 0.001' }),
  figure('interval', '克里彭多夫 α（定距）', '0.72', '分值本身中等一致：名次可以参考，一两分的差距不宜当真。', { main: true, detail: '通常 0.80 以上视为可靠' }),
  figure('icc1', 'ICC(1,1)', '0.66', '只看一位专家的分数，高低之差有一半以上来自项目本身，中等。', { low: '0.48', high: '0.81' }),
  figure('ratio', '克里彭多夫 α（定比）', null, '无法计算：得分之间没有可比的差别。'),
];

function profile(name: string, index: number, entries: number): ExpertProfile {
  const severity = [0.9, 2.52, -0.75, -2.52, -0.27, 1.28, -1.14][index % 7] ?? 0;
  const half = 1.1 + (index % 3) * 0.15;
  const leaning = severity - half > 0 ? 'lenient' : severity + half < 0 ? 'strict' : 'middle';
  return { expert: `E020${String(index + 1)}`, name, chair: index === 0, marks: entries - (index % 2), group: 1, severity: signed(severity), low: signed(severity - half), high: signed(severity + half), leaning, spread: (4.1 + (index % 4) * 0.9).toFixed(2), spreadOfRest: '5.32', agreement: (0.93 - index * 0.05).toFixed(2) };
}

export function fakeAdvisory(made: Made): AdvisoryLook {
  const most = made.titles.length;
  const lines = linesOf(most, made.line);
  const rows = made.titles.map((_, index) => row(made, lines, index));
  const named = (index: number) => ({ entry: made.id(index % most), title: made.titles[index % most] ?? '' });
  return {
    tracks: made.tracks, track: '02', marked: most, unmarked: 0, expertsMarked: made.experts.length, awaited: 0, hidden: 0, scope: null, official: true, basis: '5b1e0c94a7d2f3618e0b4c7d9a2f6e1105b1e0c94a7d2f3618e0b4c7d9a2f6e1', exact: most < 60, draws: most < 60 ? 1716 : 10000, share: '90', rows, groups: 1,
    lines: lines.map((line, number) => ({
      ...line, gap: number === 1 ? '0.000' : '0.375', tied: number === 1, crossing: rows.filter(({ crosses }) => crosses[number] === true).length, why: number === 1 ? '线两边的得分相同，由同分规则分开，不必改分就可能变。' : null,
      change: number === 1 ? null : { ...named(line.after), expert: made.experts[3] ?? '', from: '78.50', to: '80.38', points: '+1.88' },
      without: number === 0 ? [] : [{ expert: made.experts[1] ?? '', comesIn: [made.id(line.after % most)], goesOut: [made.id(line.after - 1)] }],
    })),
    warnings: rows.length < 12 ? [] : [`校正宽严后，${rows[11]?.entry ?? ''} ${rows[11]?.title ?? ''} 由第 12 名变为第 14 名，落到三等奖线外；正式名次不变。`],
    agreement: FIGURES, cases: Math.max(0, most - 3), experts: made.experts.map((name, index) => profile(name, index, most)),
    disputed: Array.from({ length: Math.min(50, most) }, (_, index) => ({ ...named(index * 5), rank: ((index * 5) % most) + 1, level: (88 - index * 0.3).toFixed(2), range: (24 - index * 0.4).toFixed(2), spread: (8.2 - index * 0.14).toFixed(2), scaled: index === 49 ? null : (2.9 - index * 0.05).toFixed(1), attention: index < 18 })),
    unusual: Array.from({ length: Math.min(50, most) }, (_, index) => ({ ...named(index * 7), expert: made.experts[index % made.experts.length] ?? '', mark: (71.5 + index / 2).toFixed(2), residual: signed((index % 2 === 0 ? -1 : 1) * (14 - index * 0.2)), scaled: signed((index % 2 === 0 ? -1 : 1) * (3.1 - index * 0.04)) })),
  };
}
