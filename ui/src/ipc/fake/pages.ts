/** Pages and pictures for the fake carrier, drawn as SVG by the development server. Never part of a build. */
const PARAGRAPHS = [
  '平台汇聚整机企业、配套企业和第三方物流的生产协同数据，均以书面授权方式取得，授权范围、',
  '用途和期限逐项登记。截至2026年3月，已接入企业213家，其中中小微企业187家，占87.8%。',
  '制定供应链协同数据元规范，统一物料、订单、批次三类编码，建立“采集—核验—整改—复核”',
  '的质量闭环。2025年度共发现数据质量问题1842项，闭环处置1797项，处置率97.6%。',
  '原始数据不出域。需求方经授权后在可信数据空间内调用，按次计量、全程存证。',
];

/** The answer to a media address, or nothing when it is none. */
export function fakePicture(url: string): string | undefined {
  const page = /\/page\/[^/]+\/(\d+)/.exec(url)?.[1];
  if (page !== undefined) return pageSvg(Number(page));
  return url.includes('/image/') ? pageSvg(0) : undefined;
}

function pageSvg(page: number): string {
  const lines = Array.from({ length: 26 }, (_, index) => {
    const y = 168 + index * 24;
    if (index % 9 === 0) return `<text x="80" y="${String(y)}" font-weight="700">${String(index / 9 + 1)}．${['数据来源与权属', '数据治理与质量', '流通与融合利用'][index / 9] ?? ''}</text>`;
    return `<text x="80" y="${String(y)}">${PARAGRAPHS[(index + page) % PARAGRAPHS.length] ?? ''}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 905" font-family="Noto Serif CJK SC, serif" font-size="11.5" fill="#15181C"><rect width="640" height="905" fill="#fff"/>
<text x="320" y="48" text-anchor="middle" font-size="11">“数据要素×”大赛云江分赛 工业制造赛道 申报书</text><path d="M80 58H560" stroke="#333"/>
<text x="80" y="100" font-family="Noto Sans CJK SC, sans-serif" font-size="15" font-weight="600">（${['一', '二', '三', '四', '五'][page % 5] ?? ''}）数据要素利用方案</text>${lines.join('')}
<text x="320" y="876" text-anchor="middle" font-size="11">— ${String(page + 1)} —</text>
<g fill="#1B2430" fill-opacity=".08" font-size="17" transform="rotate(-28 320 450)"><text x="60" y="300">张×× · 2026 · 14:02</text><text x="360" y="470">张×× · 2026 · 14:02</text><text x="60" y="640">张×× · 2026 · 14:02</text></g></svg>`;
}
