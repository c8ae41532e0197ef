/** The bar on top: product, where one is, navigation, 已保存, who, lock. */
import type { ReactNode } from 'react';
import type { Role } from '../ipc/generated/Role';
import { words } from '../words';
import { SavedMark } from './SavedMark';
import type { Mode } from './theme';

interface Props {
  where: string;
  menu?: ReactNode;
  children?: ReactNode;
  progress?: ReactNode;
  savedAt?: string | null | undefined;
  saved?: boolean;
  name: string;
  role: Role;
  mode: Mode;
  onMode: () => void;
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
      <button type="button" className="link mode" onClick={props.onMode}>{props.mode === 'dark' ? words.common.themeLight : words.common.themeDark}</button>
      <button type="button" className="link" onClick={props.onLock} data-testid="lock">{words.common.lock}</button>
    </header>
  );
}
