import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { forget, forgetAll } from '../ipc/answers';
import { carryOver } from '../ipc/desk';
import { fakeCarrier } from '../ipc/fake/carrier';
import { saving } from '../shared/saving';
import { App } from './App';

function open(search: string) {
  const carrier = fakeCarrier(search);
  carryOver(carrier);
  act(() => { forgetAll(); forget(['start_look']); });
  saving.clear();
  render(<App />);
  return { carrier, user: userEvent.setup() };
}

const startIs = async () => { await screen.findByTestId('start'); };

beforeEach(() => { window.innerWidth = 1366; window.innerHeight = 768; });

describe('the window', () => {
  it('leaves the focus with whoever is looking for words, whatever entry comes up', async () => {
    const { user } = open('as=expert');
    await user.click(await screen.findByTestId('search-open'));
    const field = screen.getByRole<HTMLInputElement>('searchbox');
    await user.type(field, '轴承{Enter}');
    await waitFor(() => { expect(screen.getByTestId('entry-title').textContent).toContain('轴承'); });
    expect(document.activeElement).toBe(field);
  });

  it('says why a passphrase is not taken and empties the field', async () => {
    const { user } = open('');
    await startIs();
    await user.type(screen.getByTestId('passphrase'), 'falsch');
    await user.click(screen.getByTestId('sign-in'));
    expect((await screen.findByRole('alert')).textContent).toContain('口令不对');
    expect(screen.getByTestId<HTMLInputElement>('passphrase').value).toBe('');
  });

  it('signs in as the login chosen and out again', async () => {
    const { user } = open('');
    await startIs();
    await user.click(screen.getByTestId('desk-d2'));
    await user.click(screen.getByText('监督员 · 孟怀远'));
    await user.type(screen.getByTestId('passphrase'), 'demo{Enter}');
    expect(await screen.findByText('赛事进度', { selector: 'h1' })).toBeDefined();
    expect(screen.getByText('孟怀远 · 监督员')).toBeDefined();
    await user.click(screen.getByTestId('lock'));
    await startIs();
  });

  it('compares the contest\'s code before a first letter is used', async () => {
    const { user } = open('');
    await startIs();
    await user.click(screen.getByTestId('way-letter'));
    await user.click(await screen.findByRole('button', { name: '选择文件任务函文件' }));
    expect(screen.getByTestId<HTMLButtonElement>('letter-open').disabled).toBe(true);
    await user.type(screen.getByTestId('opening-code'), '4821 0937 5526 1408');
    await user.type(screen.getByTestId('new-passphrase-1'), 'demo demo');
    await user.type(screen.getByTestId('new-passphrase-2'), 'demo demi');
    expect(screen.getByText('两次输入的口令不同，请重新输入。')).toBeDefined();
    expect(screen.getByTestId<HTMLButtonElement>('letter-open').disabled).toBe(true);
    await user.type(screen.getByTestId('new-passphrase-2'), '{Backspace}o');
    await user.click(screen.getByTestId('letter-open'));
    expect((await screen.findByTestId('contest-code')).textContent).toBe('7K3M-QT9A-2XPD-6HWN');
  });

  it('asks for the commitment before anything else', async () => {
    const { user } = open('as=new');
    const accept = await screen.findByTestId<HTMLButtonElement>('commit-accept');
    expect(screen.queryByTestId('nav-overview')).toBeNull();
    expect(accept.disabled).toBe(true);
    await user.click(screen.getByTestId('recuse-01-008'));
    await user.click(screen.getByTestId('commit-read'));
    expect(accept.disabled).toBe(true);
    await user.type(screen.getByLabelText('理由'), '同单位');
    await user.click(accept);
    expect(await screen.findByTestId('nav-overview')).toBeDefined();
  });

  it('shows a refused answer with a retry and nothing half', async () => {
    const { carrier, user } = open('');
    await startIs();
    const sound = carrier.answers['expert_home'];
    carrier.answers['expert_home'] = () => { throw { code: 'deskDamaged', params: {}, sentence: '工作台数据文件损坏。' }; };
    await user.type(screen.getByTestId('passphrase'), 'demo{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('工作台数据文件损坏。');
    if (sound) carrier.answers['expert_home'] = sound;
    await user.click(screen.getByRole('button', { name: '重试' }));
    expect(await screen.findByTestId('nav-review')).toBeDefined();
  });
});

describe('signing', () => {
  it('is always there and says why it cannot', async () => {
    const { user } = open('as=expert');
    await user.click(await screen.findByTestId('nav-handback'));
    expect(await screen.findByText('暂不能签名，还有 13 项没有评完。')).toBeDefined();
    expect(screen.queryByTestId('sign')).toBeNull();
  });

  it('lets a chair see colleagues only once their own sheet is signed', async () => {
    const { carrier, user } = open('as=chair');
    await user.click(await screen.findByTestId('nav-panel'));
    expect(await screen.findByTestId('merge')).toBeDefined();
    await user.click(screen.getByTestId('nav-handback'));
    await user.click(await screen.findByTestId('revise'));
    await user.type(screen.getByTestId('revise-reason'), '复核后更正');
    await user.click(screen.getByTestId('revise-start'));
    await waitFor(() => { expect(screen.queryByTestId('sheet-code')).toBeNull(); });
    await user.click(screen.getByTestId('nav-panel'));
    expect(screen.getByText('组长须先签名交回本人的评分表，才能汇总本组。')).toBeDefined();
    expect(carrier.answers['merge_look']).toBeDefined();
  });
});

describe('the paper\'s code', () => {
  it('is asked of the supervisor alone', async () => {
    const { user } = open('as=supervisor');
    await user.click(await screen.findByTestId('nav-merge'));
    await user.type(await screen.findByTestId('paper-code-E0203'), '7k3m qt9a 2xpd 6hwn');
    await user.click(screen.getByTestId('paper-confirm-E0203'));
    expect((await screen.findByRole('alert')).textContent).toContain('核对码与该专家已交的评分表不符');
    expect(screen.queryByTestId('merge-choose')).toBeNull();
  });

  it('is not asked of the organiser, who is sent to the supervisor', async () => {
    const { user } = open('as=organiser');
    await user.click(await screen.findByTestId('nav-merge'));
    expect(await screen.findByText('请监督员登录后，凭专家签字的纸质表核对。')).toBeDefined();
    expect(screen.queryByTestId('paper-code-E0203')).toBeNull();
    expect(screen.getByTestId('merge-choose')).toBeDefined();
  });
});
