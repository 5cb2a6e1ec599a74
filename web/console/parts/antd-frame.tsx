import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { type ReactNode, useEffect } from 'react';
import { lianboTheme } from '../../kit/antd-theme.ts';
import { useSetting } from '../../kit/settings.ts';

/** The server writes the nonce of the page's content security policy here; antd's styles carry it. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';

/** antd in our colours, the chosen language, and under the page's content security policy. */
export function AntdFrame({ children }: { children: ReactNode }) {
  const language = useSetting('language');
  useEffect(() => void dayjs.locale(language === 'zh' ? 'zh-cn' : 'en'), [language]);
  return (
    <ConfigProvider
      theme={lianboTheme}
      csp={{ nonce }}
      locale={language === 'zh' ? zhCN : enUS}
      getPopupContainer={popupHome}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}

/**
 * Where popups open: inside a modal dialog, because the page behind is asleep, else inside the landmark of what opened
 * them, so that screen readers find them there.
 */
function popupHome(trigger?: HTMLElement): HTMLElement {
  return trigger?.closest<HTMLElement>('dialog, header, main, .lb-side') ?? document.body;
}
