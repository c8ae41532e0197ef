//! The secretariat's two tables of the small contest: five entries of two tracks, six experts in three panels.

/// Headings of the entries table.
pub(crate) const ENTRIES_HEAD: &[&str] = &[
    "项目编号",
    "赛道",
    "赛题",
    "项目名称",
    "团队名称",
    "牵头单位",
    "单位性质",
    "行业",
    "从业人员（人）",
    "营业收入（万元）",
    "资产总额（万元）",
    "企业规模",
];

/// Headings of the experts table.
pub(crate) const EXPERTS_HEAD: &[&str] = &[
    "专家编号",
    "姓名",
    "单位",
    "赛道",
    "评审组",
    "组长",
    "分配",
    "回避",
];

/// Rows of the entries table. 01-003 hands no application form in.
#[rustfmt::skip]
pub(crate) fn entries() -> Vec<Vec<&'static str>> {
    vec![
        vec!["01-001", "工业制造", "产业链协同", "装备全生命周期数据服务", "云江智造", "云江×重工有限公司", "企业", "工业", "1200", "45000", "90000", ""],
        vec!["01-002", "工业制造", "产业链协同", "轴承在线质检", "听音", "云江×传感有限公司", "企业", "工业", "120", "3000", "2000", ""],
        vec!["01-003", "工业制造", "研发设计", "铸造工艺数据集", "砂型", "云江×铸造研究所", "科研院所", "", "", "", "", ""],
        vec!["12-001", "城市治理", "城市运行", "地下管网风险预警", "地听", "云江×软件有限公司", "企业", "软件和信息技术服务业", "86", "1240", "800", ""],
        vec!["12-002", "城市治理", "应急管理", "汛情联合会商", "知汛", "云江×水文中心", "事业单位", "", "", "", "", ""],
    ]
}

/// Rows of the experts table: E0101 to E0103 are one panel, E0104 another of the same track, E1201 and E1202 the third.
#[rustfmt::skip]
pub(crate) fn experts() -> Vec<Vec<&'static str>> {
    vec![
        vec!["E0101", "韩立言", "云江大学", "工业制造", "第一组", "是", "全部", ""],
        vec!["E0102", "苏清越", "省标准化院", "工业制造", "第一组", "否", "全部", ""],
        vec!["E0103", "罗致远", "省信息中心", "工业制造", "第一组", "否", "全部", ""],
        vec!["E0104", "何景行", "云江理工", "工业制造", "第二组", "是", "全部", ""],
        vec!["E1201", "陆文舟", "云江大学", "城市治理", "第一组", "是", "全部", ""],
        vec!["E1202", "沈知微", "市城管局", "城市治理", "第一组", "否", "全部", ""],
    ]
}
