/** What is drawn with the component library stands inside this. */
import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { themeOf, type Mode } from './theme';

export function Themed({ mode, children }: { mode: Mode; children: ReactNode }) {
  return <ConfigProvider locale={zhCN} theme={themeOf(mode)} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>{children}</ConfigProvider>;
}
