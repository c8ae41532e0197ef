/** Words of the papers. */
export const papers = {
  title: '文书',
  about: '名单、公示、纪要、汇总表和报送材料。未定稿的文书上写明“未定稿”；“参考”里的数字不会出现在任何文书上。',
  columns: { name: '文书', about: '内容', state: '状态', write: '导出' } as const,
  ready: '可导出',
  warnings: '名称提示',
  orderLabel: '人员排序',
  order: { strokes: '姓氏笔画', pinyin: '姓氏拼音' } as const,
  track: '赛道',
  entry: '项目',
  formats: { docx: 'Word', xlsx: 'Excel', pdf: 'PDF', folder: '文件夹' } as Readonly<Record<string, string>>,
  writeAs: (name: string, format: string) => `导出${name}（${format}）`,
  groups: { contest: '全赛事', track: '按赛道', entry: '按项目' } as const,
  fileName: (name: string, format: string) => (format === 'folder' ? name : `${name}.${format}`),
  saveTitle: (name: string) => `选择“${name}”存放的位置`,
  working: '正在生成',
  absent: (characters: string) => `这台电脑的字体里没有 ${characters}，印作 □。`,
} as const;
