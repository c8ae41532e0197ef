/** The fake rubric: groups, criteria and two weight profiles in the built-in sample's manner. */
export interface FakeCriterion { id: string; name: string; guidance: string; general: number; sme: number }
export interface FakeGroup { id: string; name: string; criteria: FakeCriterion[] }

const one = (id: string, name: string, guidance: string, general: number, sme = general): FakeCriterion => ({ id, name, guidance, general, sme });

export const GROUPS: FakeGroup[] = [
  { id: 'A', name: '项目概述', criteria: [one('A1', '项目背景', '问题真实具体；与所选赛道、赛题方向契合', 4), one('A2', '应用行业', '适用行业与场景边界清楚，需求有代表性', 3), one('A3', '核心优势', '相对现有做法的差异有依据', 3)] },
  { id: 'B', name: '解决方案', criteria: [one('B1', '架构设计', '架构完整合理、可落地、可扩展', 6), one('B2', '方案功能', '功能与痛点对应，已实现部分可核验', 6, 7), one('B3', '关键技术', '关键技术先进可靠；自主知识产权归属参赛单位且有证明', 8, 10), one('B4', '数据要素利用方案', '数据来源合法、治理与质量、流通与融合利用、价值释放机制（乘数效应）', 15, 17)] },
  { id: 'C', name: '应用价值', criteria: [one('C1', '具体应用案例', '已开展实际应用，案例证明充分、可核实', 10, 9), one('C2', '经济效益', '已取得或潜在经济效益，口径与测算清楚', 10, 8), one('C3', '社会效益', '社会效益明确，有受益对象与证据', 10, 8)] },
  { id: 'D', name: '商业模式', criteria: [one('D1', '推广模式', '推广路径清楚，可复制', 5), one('D2', '市场空间', '市场空间测算有依据', 5), one('D3', '社会效应', '带动上下游、促进就业', 5)] },
  { id: 'E', name: '团队介绍', criteria: [one('E1', '履历', '核心成员履历与项目相关', 4), one('E2', '资质', '具备必要资质', 3), one('E3', '优势', '团队优势与分工清楚', 3)] },
];
export const CRITERIA = GROUPS.flatMap((group) => group.criteria);
export const BAND_NAMES = [['优秀', 85, '来源与授权清楚，成效有第三方证明'], ['良好', 70, '来源与授权清楚，治理较规范；流通利用已落地，价值释放已有数据支撑，可再补充第三方佐证。'], ['一般', 55, '有方案，落地或证据不足'], ['较差', 0, '方案不清楚或与赛题不符']] as const;
const gate = (id: string, name: string, guidance: string) => ({ id, name, guidance });
export const GATES = [
  gate('G1', '主体资格', '参赛单位具有独立法人资格；合作组队的已指定牵头单位'), gate('G2', '信用', '未列入失信被执行人等名单，无重大违法记录'), gate('G3', '团队与人员', '每队一个项目；参赛代表不超过 5 人，每人只代表一队'),
  gate('G4', '赛道赛题', '所报赛道与赛题方向和项目内容相符'), gate('G5', '实际应用', '已经开展实际应用，有案例或证明'), gate('G6', '知识产权', '知识产权归属参赛单位，未侵犯他人权利'),
  gate('G7', '材料归属', '证明材料属于参赛单位本身'), gate('G8', '真实性', '信息准确真实，无虚假'), gate('G9', '命名', '团队与项目名称合法合规'),
];
