/** Pages and pictures for the fake carrier, drawn as SVG by the development server. Never part of a build. */
import type { MaterialOutline } from '../generated/MaterialOutline';
import type { PageLinks } from '../generated/PageLinks';
import type { PageText } from '../generated/PageText';

const PARAGRAPHS = [
  '平台汇聚整机企业、配套企业和第三方物流的生产协同数据，均以书面授权方式取得，授权范围、',
  '用途和期限逐项登记。截至2026年3月，已接入企业213家，其中中小微企业187家，占87.8%。',
  '制定供应链协同数据元规范，统一物料、订单、批次三类编码，建立“采集—核验—整改—复核”',
  '的质量闭环。2025年度共发现数据质量问题1842项，闭环处置1797项，处置率97.6%。',
  '原始数据不出域。需求方经授权后在可信数据空间内调用，按次计量、全程存证。',
];
const HEADINGS = ['数据来源与权属', '数据治理与质量', '流通与融合利用'];
const [WIDE, HIGH, LETTER] = [640, 905, 11.5];

/** The answer to a media address, or nothing when it is none. */
export function fakePicture(url: string): string | undefined {
  const page = /\/page\/[^/]+\/(\d+)/.exec(url)?.[1];
  const query = new URLSearchParams(url.split('?')[1]);
  if (page !== undefined) return pageSvg(Number(page), Number(query.get('rotation') ?? 0), Number(query.get('width') ?? WIDE), query.get('part'));
  return url.includes('/image/') ? pageSvg(0, 0, WIDE, null) : undefined;
}

function lineOf(page: number, index: number): { y: number; text: string; heading: boolean } {
  const heading = index % 9 === 0;
  const text = heading ? `${String(index / 9 + 1)}．${HEADINGS[index / 9] ?? ''}` : PARAGRAPHS[(index + page) % PARAGRAPHS.length] ?? '';
  return { y: 168 + index * 24, text, heading };
}

function pageSvg(page: number, rotation: number, width: number, part: string | null): string {
  const lines = Array.from({ length: 26 }, (_, index) => {
    const { y, text, heading } = lineOf(page, index);
    return `<text x="80" y="${String(y)}"${heading ? ' font-weight="700"' : ''}>${text}</text>`;
  });
  const sideways = rotation % 180 !== 0;
  const [across, down] = sideways ? [HIGH, WIDE] : [WIDE, HIGH];
  const turned = { 0: '', 90: `translate(${String(HIGH)} 0) rotate(90)`, 180: `translate(${String(WIDE)} ${String(HIGH)}) rotate(180)`, 270: `translate(0 ${String(WIDE)}) rotate(270)` }[rotation] ?? '';
  const scale = across / width;
  const [left = 0, top = 0, w = width, h = (width * down) / across] = part?.split(',').map(Number) ?? [];
  const view = [left, top, w, h].map((value) => value * scale).join(' ');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${String(w)}" height="${String(h)}" viewBox="${view}" preserveAspectRatio="none" font-family="Noto Serif CJK SC, serif" font-size="${String(LETTER)}" fill="#15181C"><g transform="${turned}"><rect width="640" height="905" fill="#fff"/>
<text x="320" y="48" text-anchor="middle" font-size="11">“数据要素×”大赛云江分赛 工业制造赛道 申报书</text><path d="M80 58H560" stroke="#333"/>
<text x="80" y="100" font-family="Noto Sans CJK SC, sans-serif" font-size="15" font-weight="600">（${['一', '二', '三', '四', '五'][page % 5] ?? ''}）数据要素利用方案</text>${lines.join('')}
<text x="320" y="876" text-anchor="middle" font-size="11">— ${String(page + 1)} —</text>
<g fill="#1B2430" fill-opacity=".08" font-size="17" transform="rotate(-28 320 450)"><text x="60" y="300">张×× · 2026 · 14:02</text><text x="360" y="470">张×× · 2026 · 14:02</text><text x="60" y="640">张×× · 2026 · 14:02</text></g></g></svg>`;
}

/** The words of a page where they are drawn, roughly. Every seventh page is a scan. */
export function fakeText(page: number): PageText {
  if (page % 7 === 6) return { lines: [], cut: false, copying: true };
  const lines = Array.from({ length: 26 }, (_, index) => {
    const { y, text } = lineOf(page, index);
    let x = 80;
    const edges = Array.from(text).flatMap((char) => {
      const left = x;
      x += char.charCodeAt(0) < 256 ? LETTER / 2 : LETTER;
      return [left, x].map((value) => Math.round((10_000 * value) / WIDE));
    });
    return { text, top: Math.round((10_000 * (y - 10)) / HIGH), bottom: Math.round((10_000 * (y + 3)) / HIGH), edges };
  });
  return { lines, cut: false, copying: true };
}

export function fakeLinks(page: number): PageLinks {
  const box = (line: number) => ({ left: 1250, right: 4000, top: Math.round((10_000 * (158 + 24 * line)) / HIGH), bottom: Math.round((10_000 * (171 + 24 * line)) / HIGH) });
  return { links: page === 0 ? [{ ...box(0), page: 13, outside: null }, { ...box(9), page: null, outside: 'https://example.org/zhengming' }] : [] };
}

export function fakeOutline(): MaterialOutline {
  const item = (title: string, depth: number, page: number | null) => ({ title, depth, page });
  return { items: [item('一、项目概述', 0, 0), item('1.1 项目背景', 1, 1), item('1.2 核心优势', 1, 4), item('二、解决方案', 0, 8), item('2.1 架构设计', 1, 9), item('2.2 数据要素利用方案：数据来源与权属、治理与质量、流通与融合利用', 1, 13), item('三、应用价值', 0, 30), item('附件清单', 0, null)] };
}
