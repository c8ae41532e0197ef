/** The bar on top: product, where one is, navigation, 已保存, who, settings, lock. */
import type { ReactNode } from 'react';
import type { Role } from '../ipc/generated/Role';
import { words } from '../words';
import { SavedMark } from './SavedMark';

interface Props {
  where: string;
  menu?: ReactNode;
  children?: ReactNode;
  progress?: ReactNode;
  savedAt?: string | null | undefined;
  saved?: boolean;
  name: string;
  role: Role;
  /** Opens the practice entry; only those who judge have one. */
  onPractice?: (() => void) | undefined;
  /** Whether the settings are on screen. */
  settings: boolean;
  onSettings: () => void;
  onLock: () => void;
}

export function TopBar(props: Props) {
  return (
    <header className="top">
      <span className="name">{words.common.product}</span>
      {props.menu}
      <span className="where cut" title={props.where}>{props.where}</span>
      {props.children}
      <span className="grow" />
      {props.progress}
      {props.saved !== false && <SavedMark at={props.savedAt} />}
      <span className="who cut">{props.name}{words.common.dot}{words.states.role[props.role]}</span>
      {props.onPractice && <button type="button" className="link" onClick={props.onPractice} data-testid="practice-open">{words.practice.open}</button>}
      <button type="button" className="link" aria-current={props.settings ? 'page' : undefined} onClick={props.onSettings} data-testid="settings-open">{props.settings ? words.everyday.settingsBack : words.everyday.settings}</button>
      <button type="button" className="link" onClick={props.onLock} data-testid="lock">{words.common.lock}</button>
    </header>
  );
}
