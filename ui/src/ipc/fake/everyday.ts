/** Settings, backups and a newer letter as the fake desk has them. */
import type { BackupState } from '../generated/BackupState';
import type { LetterChanges } from '../generated/LetterChanges';
import type { Settings } from '../generated/Settings';

const LETTERS: LetterChanges = {
  no: 2, read: false,
  steps: [{ no: 2, replaces: 1, at: '2026-06-11T09:40:00+08:00', rows: [
    { kind: 'added', entry: '01-088', title: '钢铁余热协同调度平台', text: '新增，请评审' },
    { kind: 'removed', entry: '01-091', title: '矿山设备数据标注', text: '撤去，不再评审（已评分数仍保留在本机）' },
    { kind: 'sizeClass', entry: '01-017', title: '轴承质量数据共享标注', text: '企业规模由中型改为大型' },
    { kind: 'profile', entry: '01-017', title: '轴承质量数据共享标注', text: '权重方案改为通用，各项满分随之改变，请核对已评分数' },
    { kind: 'materials', entry: '01-041', title: '面向中小微制造企业的供应链数据协同平台', text: '更换材料申报书.pdf；请添加新的材料包' },
    { kind: 'deadline', entry: null, title: '', text: '评分截止由 2026-06-12 18:00 改为 2026-06-13 12:00' },
  ] }],
};

export function fakeEveryday() {
  let settings: Settings = { idleMinutes: 10, zoom: 100 };
  let backup: BackupState = { last: null, changed: 214, due: true, startOfDay: '2026-06-11T08:55:00+08:00' };
  let letters = LETTERS;
  return {
    settings_look: () => settings, settings_put: (next: Settings) => { settings = next; return settings; }, zoom_set: () => ({}),
    backup_look: () => backup, backup_later: () => { backup = { ...backup, due: false }; return backup; },
    backup_save: () => { backup = { ...backup, last: '2026-06-11T14:10:00+08:00', changed: 0, due: false }; return { written: { name: '评审台备份_2026-06-11.jurybackup', folder: 'U 盘', token: 'f9' }, state: backup }; },
    letter_changes: () => letters, letter_changes_read: () => { letters = { ...letters, read: true }; return letters; },
    enrolment_save: () => ({ name: '签名钥匙登记_张××.juryenrol', folder: '桌面', token: 'f9' }),
    doctor: () => ({ checks: [
      { name: 'store.pages', ok: true, found: '数据库各页完好' }, { name: 'dossiers.pages', ok: true, found: '材料库各页完好' }, { name: 'score.chain', ok: true, found: '214 条评分记录首尾相接' },
      { name: 'audit.chain', ok: true, found: '31 条日志首尾相接' }, { name: 'documents.digests', ok: false, found: '签名文件 2 份，1 份与校验值不符' },
    ] }),
  };
}

export function fakeRestoring(open: () => unknown) {
  const facts = { at: '2026-06-11T14:10:00+08:00', kind: 'expert', contest: '2025年“数据要素×”大赛云江分赛', detail: '工业制造 · 书面评审', logins: [{ id: 'expert', name: '张××', role: 'expert' }] };
  return { backup_inspect: () => facts, backup_restore: open, desk_mend: open, paper_recover: open };
}
