/** Words of the archive. */
export const archive = {
  title: '归档',
  about: '把结果的全部依据写成一个压缩包。几个月后，任何人不用评审台、不必信任我们，也能逐个验证签名、重算每个得分和名次。',
  insideTitle: '里面有什么',
  inside: [
    ['签名数据', '收到的每一份评分表和评审组汇总表，包括未采用的；专家名册、收卷、复评单、纸质确认、回执、合议与定稿文件'],
    ['依据', '指标体系、规则文件、参赛项目与企业规模、分配、申报材料的摘要'],
    ['结果', '每份的核验结论，每个赛道的名次、公布分和准确值（JSON 与 CSV）'],
    ['操作日志', '逐条及其校验链（JSON 与 CSV）'],
    ['核验程序', 'verify.py 及说明，只需 Python 和 openssl；与评审台不共用任何代码'],
  ] as readonly (readonly [string, string])[],
  notInside: '没有申报材料、开启码和密钥；不能用来恢复工作台，备份请到“设置”。',
  checkTitle: '怎样核验',
  check: '把压缩包和另外取得的 verify.py 放在一起运行：',
  command: (code: string) => `python3 verify.py 归档.zip --contest-code ${code}`,
  checkNote: '核对码须以邀请函或公告上印的为准。归档随时可做，定稿前后各做一份更好。',
  save: '生成归档',
  working: '正在归档',
  saveTitle: '选择归档存放的位置',
  saveName: (contest: string) => `${contest}归档.zip`,
} as const;
