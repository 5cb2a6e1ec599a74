import { Dropdown } from 'antd';
import { ChevronsUpDown } from 'lucide-react';
import { api } from '../../kit/client/browser.ts';
import { Avatar } from '../../kit/parts/avatar.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { setSetting, useSetting } from '../../kit/settings.ts';
import { useShellText } from '../texts/shell.ts';
import { useMe } from './session.tsx';

/** Who is signed in, and what they can do with that: language, row height, sign out. */
export function Account() {
  const T = useShellText();
  const me = useMe();
  const language = useSetting('language');
  const density = useSetting('density');
  const role = me.roles.find((name) => name !== 'shopper') ?? 'shopper';
  async function signOut() {
    await api.membership.signOut({});
    location.assign(import.meta.env.BASE_URL);
  }
  const items = [
    {
      key: 'density',
      label: density === 'compact' ? T.roomyRows : T.compactRows,
      onClick: () => setSetting('density', density === 'compact' ? 'normal' : 'compact'),
    },
    {
      key: 'language',
      label: T.otherLanguage,
      lang: language === 'zh' ? 'en' : 'zh-CN',
      onClick: () => setSetting('language', language === 'zh' ? 'en' : 'zh'),
    },
    { type: 'divider' as const },
    { key: 'leave', label: T.signOut, onClick: () => void signOut() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="topLeft">
      <button type="button" className="lb-account">
        <Avatar name={me.name} />
        <span>
          <b>{me.name}</b>
          <small>{T.roles[role]}</small>
        </span>
        <Icon as={ChevronsUpDown} size={15} />
      </button>
    </Dropdown>
  );
}
