/** States, told in words; the shapes are in shared/Glyph. */
import type { CellState } from '../ipc/generated/CellState';
import type { EntryState } from '../ipc/generated/EntryState';
import type { FileVerdict } from '../ipc/generated/FileVerdict';
import type { MaterialKind } from '../ipc/generated/MaterialKind';
import type { Role } from '../ipc/generated/Role';
import type { StepState } from '../ipc/generated/StepState';

const entry: Record<EntryState, string> = {
  untouched: '未开始',
  partial: '进行中',
  done: '已完成',
  materialMissing: '材料缺失',
  recused: '回避',
};
const cell: Record<CellState, string> = {
  awaited: '待交',
  absent: '缺席',
  verified: '已核验',
  provisional: '待纸质确认',
  replaced: '已替换',
  recused: '回避',
  transcript: '代录',
  held: '待处理',
  materialMissing: '材料缺失',
  notAssigned: '未分配',
};
const file: Record<FileVerdict, string> = {
  accepted: '已核验',
  provisional: '待纸质确认',
  duplicate: '重复',
  superseded: '已替换',
  held: '待处理',
  rejected: '拒收',
};
const material: Record<MaterialKind, string> = { applicationForm: '申报书', proof: '证明材料', video: '视频', other: '其他' };
const role: Record<Role, string> = { expert: '评审专家', chair: '组长', organiser: '组织方', supervisor: '监督员' };
const step: Record<StepState, string> = { done: '已完成', now: '进行中', later: '未开始' };

/** A blocker of 定稿: what it is and how many. */
const blocker = (text: string, count: number) => `${text} ${String(count)}`;

export const states = { blocker, entry, cell, file, material, role, step } as const;
