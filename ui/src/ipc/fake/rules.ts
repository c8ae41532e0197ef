/** The fake organiser's rule and rounds: one rule, one preview with moved entries and a new tie, one cut that asks. */
import type { RoundLook } from '../generated/RoundLook';
import type { RuleForm } from '../generated/RuleForm';
import type { RuleLook } from '../generated/RuleLook';
import type { RulePreview } from '../generated/RulePreview';

const DIGEST = 'a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90';
const PLACES = { kind: 'perTrack' as const, count: 10, ratio: '', rounding: 'half-up' };
const FORM: RuleForm = {
  aggregation: 'trimmed', dropHigh: 1, dropLow: 1, minimumExperts: 5, decimals: 2, rankBasis: 'published', ties: ['all-mean', 'group:C', 'group:B'], minimumSheets: null, advisory: false,
  rounds: [{ round: 'written', weight: '40.00', promote: PLACES, tiesGoOn: false }, { round: 'roadshow', weight: '60.00', promote: null, tiesGoOn: false }],
  levels: [{ id: 'first', name: '一等奖', places: { ...PLACES, count: 1 }, vacancies: true, floor: '85.00' }, { id: 'second', name: '二等奖', places: { ...PLACES, kind: 'ratio', ratio: '10.00' }, vacancies: true, floor: '' }],
  special: [{ id: 'idea', name: '最佳创新奖', count: 2 }], recommendation: { limit: 28, smeShare: '10.00', ofEnterprises: false, tracks: [{ track: '02', atLeast: 1, atMost: 4 }] }, rereviewRange: '20.00', rereviewDeviation: '',
};
const TRACKS = [{ id: '01', name: '工业制造' }, { id: '02', name: '现代农业' }];
const entry = (number: number, title: string, rank: number, published: string) => ({ entry: `02-${String(number).padStart(3, '0')}`, title, rank, published });

export function fakeRules(refuse: (code: 'wrongPassphrase', sentence: string) => never) {
  const look: RuleLook = { form: FORM, text: '# 计分规则\ndecimals = 2\nrank-basis = "published"\n', digest: DIGEST, sentence: '去掉 1 个最高分和 1 个最低分后平均（有效专家满 5 位时），保留 2 位小数、四舍五入，按公布分排名', groups: [{ id: 'A', name: '项目概述' }, { id: 'B', name: '解决方案' }, { id: 'C', name: '应用价值' }], tracks: TRACKS, locked: '', letters: '有 14 份任务函写的是原规则。评分表只含单项得分，照常有效；总分与排名由组织方按现行规则统一计算，组长工作台上的排名仅供参考。' };
  let current = 'written';
  const rounds = (): RoundLook => ({
    rounds: [{ round: 'written', label: '书面评审', weight: '40.00', cut: '每赛道前 10 名，末位并列由人决定', entries: 46, promoted: 1 }, { round: 'roadshow', label: '路演答辩', weight: '60.00', cut: '', entries: 10, promoted: 0 }],
    current,
    tracks: current === 'roadshow' ? [] : [
      { track: '01', name: '工业制造', entries: 22, places: 10, through: [entry(1, '设施蔬菜生长数据平台', 1, '88.90'), entry(2, '农机作业轨迹数据服务', 2, '88.19')], tied: [], open: 0, blockers: [], shortlist: { version: 1, entries: ['01-001', '01-002'], reason: '', code: 'P2WD 7HXK 9MQT 4N8C', digest: DIGEST, at: '2026-06-12T10:02:00+08:00', judges: ['韩立言', '苏清越', '罗致远'], differs: false } },
      { track: '02', name: '现代农业', entries: 24, places: 2, through: [entry(1, '设施蔬菜生长数据平台', 1, '88.90')], tied: [entry(2, '农机作业轨迹数据服务', 2, '88.19'), entry(3, '稻米全程追溯数据平台', 2, '88.19')], open: 1, blockers: [], shortlist: null },
    ],
  });
  const preview = ({ form }: { form: RuleForm }): RulePreview => {
    const sum = form.rounds.reduce((total, round) => total + Number(round.weight), 0);
    if (sum !== 100) return { text: '', digest: '', faults: [`各评审阶段的权重之和应为 100，现为 ${sum.toFixed(2)}，请改正`], same: false, tracks: [] };
    if (JSON.stringify(form) === JSON.stringify(FORM)) return { text: look.text, digest: DIGEST, faults: [], same: true, tracks: [] };
    const moved = [{ entry: '02-003', title: '稻米全程追溯数据平台', before: 3, after: 2, publishedBefore: '87.48', publishedAfter: '87.61' }, { entry: '02-002', title: '农机作业轨迹数据服务', before: 2, after: 3, publishedBefore: '88.19', publishedAfter: '87.55' }];
    return { text: look.text, digest: 'b'.repeat(64), faults: [], same: false, tracks: [{ track: '01', name: '工业制造', entries: 22, moved: [], newTies: [], tiesGone: 0, fortunes: [] }, { track: '02', name: '现代农业', entries: 24, moved, newTies: [['02-011', '02-012']], tiesGone: 1, fortunes: [{ entry: '02-003', title: '稻米全程追溯数据平台', before: '二等奖', after: '一等奖' }, { entry: '02-002', title: '农机作业轨迹数据服务', before: '一等奖', after: '二等奖（并列待定）' }] }] };
  };
  const both = ({ passphrase, supervisorPassphrase }: { passphrase: string; supervisorPassphrase: string }) => { if (passphrase !== 'demo' || supervisorPassphrase !== 'demo') refuse('wrongPassphrase', '口令不对，请重新输入。'); };
  return {
    rule_look: () => look, rule_preview: preview,
    rule_adopt: (ask: { draft: { form: RuleForm }; digest: string; passphrase: string; supervisorPassphrase: string }) => { both(ask); look.form = ask.draft.form; look.digest = ask.digest; return look; },
    round_look: rounds, round_choose: ({ round }: { round: string }) => { current = round; return rounds(); }, round_promote: (ask: { passphrase: string; supervisorPassphrase: string }) => { both(ask); return rounds(); },
  };
}
