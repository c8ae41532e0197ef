/** Papers for looking at the screen without a desk. */
import type { PapersLook } from '../generated/PapersLook';
import type { WritablePaper } from '../generated/WritablePaper';

function paper(kind: string, name: string, about: string, formats: string[], more: Partial<WritablePaper> = {}): WritablePaper {
  return { kind, name, about, formats, ofTrack: false, ofEntry: false, ofPeople: false, whyNot: '', suggestedName: `2025年“数据要素×”大赛云江分赛${name}`, ...more };
}

export function fakePapers(): PapersLook {
  const word = ['docx', 'pdf'];
  const book = ['xlsx', 'pdf'];
  return {
    tracks: [{ id: '01', name: '工业制造' }, { id: '02', name: '现代农业' }], track: '01',
    entries: [{ entry: '01-001', track: '工业制造', title: '车间数据空间', entrant: '云江机床股份有限公司' }, { entry: '01-002', track: '工业制造', title: '供应链协同', entrant: '云江钢铁有限公司' }],
    papers: [
      paper('experts', '评审专家名单', '姓名、单位、评审赛道；按姓氏笔画或拼音', word, { ofPeople: true }),
      paper('shortlist', '入围名单', '签发的入围名单，按项目编号', word, { whyNot: '这份文书暂时不能导出：还没有签发入围名单，请先在“晋级”里签发。' }),
      paper('awards', '获奖名单', '各赛道奖项与特色单项奖', word),
      paper('notice-shortlist', '入围名单公示', '登记过的公示：名单、起止日、受理实名异议的说明', word),
      paper('notice-awards', '拟获奖名单公示', '登记过的公示，写明拟获奖项', word),
      paper('notice-recommendation', '拟推荐名单公示', '登记过的公示，按项目编号', word),
      paper('citations', '授奖词', '每个奖项一段证书文字', word),
      paper('minutes', '合议纪要', '签名的纪要，留签字和盖章处', word, { ofTrack: true, whyNot: '还没有签名的合议纪要，请先签名再导出。' }),
      paper('recommendation', '推荐汇总表', '推荐序、得分、名次、规模依据、中小企业占比、公示情况', book),
      paper('results', '评分汇总表', '各位专家合计、成绩、名次、拟定奖项和备注，留签字处', book, { ofTrack: true }),
      paper('results-anonymous', '评分汇总表（匿名）', '全部赛道；专家以专家 1、专家 2 代称，次序与编号无关', book),
      paper('entry-form', '单项目评分表', '路演现场一页一项目，空白待填', book, { ofEntry: true }),
      paper('entry-file', '单项目核查卷', '匿名得分、逐行计算、复评与认定，供异议核查', book, { ofEntry: true }),
      paper('rules', '省内推荐规则', '评审阶段与晋级、计分、同分、奖项、推荐，由计分规则生成', word),
      paper('selection', '遴选过程', '各阶段各赛道的项目、专家、评分、回避、晋级、奖项与日期', word),
      paper('submission', '报送材料', '一个文件夹：推荐规则、遴选过程、专家名单、推荐名单与材料、目录', ['folder']),
    ],
    warnings: ['“云江分赛”不是省、自治区、直辖市或兵团的名称，请核对届次设置里的赛事名称。'],
  };
}
