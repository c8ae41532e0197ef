/** The tokens as antd wants them. The one rule: values stand in styles/tokens.css too; antd mixes colours and so needs the numbers. */
import { theme as antd, type ThemeConfig } from 'antd';

export type Mode = 'light' | 'dark';

const SANS = '"Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei UI", "PingFang SC", sans-serif';
const LIGHT = { colorPrimary: '#1F5FA8', colorBgLayout: '#F3F5F8', colorBorderSecondary: '#DDE3EA', colorBorder: '#C3CCD6', colorText: '#1B2430', colorTextSecondary: '#55616F', colorTextPlaceholder: '#7B8794', colorError: '#B3261E', colorWarning: '#A85B00', colorSuccess: '#1B7A4B', colorBgContainer: '#FFFFFF', colorBgElevated: '#FFFFFF' };
const DARK = { colorPrimary: '#6FA8E8', colorBgLayout: '#16191D', colorBorderSecondary: '#343B44', colorBorder: '#4A535E', colorText: '#E6EAEF', colorTextSecondary: '#A9B3BF', colorTextPlaceholder: '#7F8A97', colorError: '#F0857C', colorWarning: '#E0A04A', colorSuccess: '#5CC08A', colorBgContainer: '#1E2227', colorBgElevated: '#252A30' };

export function themeOf(mode: Mode): ThemeConfig {
  const dark = mode === 'dark';
  return {
    algorithm: dark ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      ...(dark ? DARK : LIGHT), colorInfo: dark ? DARK.colorPrimary : LIGHT.colorPrimary, colorLink: dark ? DARK.colorPrimary : LIGHT.colorPrimary,
      borderRadius: 6, fontSize: 14, controlHeight: 32, fontFamily: SANS, motion: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 400, ...(dark ? { primaryColor: '#0F1A28' } : {}) },
      Table: { headerBg: dark ? '#252A30' : '#F8FAFC', headerSplitColor: 'transparent', cellPaddingBlock: 7, cellPaddingInline: 12, headerColor: dark ? '#A9B3BF' : '#55616F', cellFontSize: 14 },
      Input: { activeShadow: 'none' },
      Segmented: dark ? { itemSelectedBg: '#22344A', itemSelectedColor: '#6FA8E8', trackBg: '#252A30' } : { itemSelectedBg: '#E9F1FA', itemSelectedColor: '#1F5FA8', trackBg: '#F3F5F8' },
    },
  };
}
