/** 练习: everything made up, said so on every side. */
export const practice = {
  open: '练习',
  /** What stands where other entries have their number. */
  entry: '练习',
  note: '用一份虚构的申报书试填评分表；不计入任何评分',
  line: '练习：材料和指标均为虚构，填写的内容不计入评分表，不会保存，离开即清除。',
  leave: '离开练习',
  again: '重新开始',
  label: '练习用指标（虚构）',
  profile: '练习',
  sizeClass: '小型',
  sizeBasis: '软件和信息技术服务业，86 人，营收 1240 万元 → 小型',
  profileNote: '正式评审时，这里说明本项目为什么用这一套权重。',
  team: '练习团队', topic: '练习赛题', entrantKind: '企业',
  title: '果园气象数据服务（练习）',
  entrant: '云桥示例农业科技有限公司',
  pages: '练习材料',
  page: (number: number, all: number) => `第 ${String(number)} 页，共 ${String(all)} 页`,
  outOfRange: (given: string, maximum: string) => `${given} 超出范围：这一项为 0 至 ${maximum} 分。`,
  offStep: (given: string, below: string, above: string) => `${given} 不在档上：本指标以 0.50 为一档，可填 ${below} 或 ${above}。`,
  notANumber: (given: string) => `“${given}”不是分数，请输入数字，最多两位小数。`,
  reasonNeeded: '请填写理由。',
  elsewhere: '练习中不能做这一步。',
  phrases: ['数据来源与授权清楚，治理较规范。', '缺少第三方佐证，建议补充。'],
  bands: [['优秀', 85, '证据充分，第三方可核验'], ['良好', 70, '较完整，个别证据可再补充'], ['一般', 55, '有方案，落地或证据不足'], ['较差', 0, '不清楚或与赛题不符']] as const,
  groups: [
    { id: 'A', name: '项目概述', criteria: [{ id: 'A1', name: '项目背景', guidance: '问题真实具体，与赛题契合', maximum: 20 }] },
    { id: 'B', name: '解决方案', criteria: [{ id: 'B1', name: '数据要素利用方案', guidance: '来源合法，治理与流通利用清楚', maximum: 25 }, { id: 'B2', name: '关键技术', guidance: '先进可靠，权属有证明', maximum: 15 }] },
    { id: 'C', name: '应用价值', criteria: [{ id: 'C1', name: '应用案例与效益', guidance: '已实际应用，效益口径清楚、可核实', maximum: 40 }] },
  ],
  dossier: [
    {
      title: '果园气象数据服务申报书',
      parts: [
        ['试一试', '点选右侧的档位，再用数字微调；回车到下一项，按 ? 看全部按键。写一句评语，再按 Ctrl+Z 撤销。可以试着填一个超出范围的分数，看程序怎么说。'],
        ['一、项目背景', '云江县 3.2 万亩果园分布在 11 个乡镇，倒春寒和冰雹每年造成减产。县气象站只有 4 个，离果园平均 9 公里，预报到不了地块。'],
        ['二、解决方案', '在 260 个地块布设微型气象站，十分钟采集一次温度、湿度和风速，与县气象局公开数据按授权协议融合，形成 100 米网格的短时预报，经手机短信发给果农。数据由合作社授权使用，协议编号见附件一。'],
        ['三、关键技术', '自主研发的网格插值方法已获软件著作权 1 项；模型每周用实测数据校正，预报误差由 2.1℃ 降到 0.8℃。'],
      ],
    },
    {
      title: '果园气象数据服务申报书（续）',
      parts: [
        ['四、应用案例', '2024 年 3 月倒春寒期间提前 26 小时预警 1,870 户，其中 1,412 户采取防霜措施。县农业农村局核实，示范区减产 6%，对照区减产 19%。'],
        ['五、效益', '按核实面积 8,400 亩、亩均挽回 310 元计，当年挽回损失约 260 万元；服务费收入 41 万元。第三方审计报告见附件二。'],
      ],
    },
  ],
} as const;
