/** Words of the ranking. */
export const results = {
  title: '排名',
  titleAwards: '排名与奖项',
  draft: '未定稿',
  draftNote: '暂计结果，不得对外公布。',
  ties: (text: string) => `同分规则：${text}`,
  columns: { rank: '名次', entry: '参赛项目', entrant: '参赛单位', size: '企业\n规模', valid: '有效\n专家数', published: '公布分', decided: '同分规则' } as const,
  tied: '并列',
  whyTitle: '怎么算出来的',
  whyEmpty: '点一行查看这个分数是怎么算出来的。',
  save: '导出评分汇总表',
  saveTitle: '导出评分汇总表',
  saveName: (contest: string) => `${contest}评分汇总表.xlsx`,
  cannotFinal: '还不能定稿',
  canFinal: '没有阻碍定稿的事项',
  empty: '还没有参赛项目可以排名。收到评分表后在“汇总”加入，这里就会出现排名。',
  toMerge: '去汇总',
} as const;
