import type { ReactNode } from 'react';
import { ConsoleShell } from '../../kit/frames/console-shell.tsx';
import { usePath } from '../../kit/router.tsx';
import { Account } from './account.tsx';
import { AllianceSwitch } from './alliance-switch.tsx';
import { CommandSearch } from './command-search.tsx';
import { useMenu } from './menu.tsx';
import { useMe, usePlace } from './session.tsx';
import { TodoBell } from './todo-bell.tsx';
import { useRead } from '../../kit/use-api.ts';

export interface ConsolePageProps {
  /** h1 of the page. */
  title: ReactNode;
  /** Small words beside the title. */
  note?: ReactNode;
  /** Actions at the right of the bar. */
  tools?: ReactNode;
  /** Inline drawer at the right (316 px); floats below 1280. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A page of the console: side menu by role, bar with title and tools, content. */
export function ConsolePage({ title, note, tools, aside, children }: ConsolePageProps) {
  const me = useMe();
  const { isWhole, shopId } = usePlace();
  const path = usePath();
  const alliance = useRead('membership', 'getAlliance', {});
  const ownShop = me.shops.find((shop) => shop.shopId === shopId);
  const menu = useMenu();
  const place = (isWhole ? undefined : ownShop?.name) ?? alliance.data?.name ?? '';
  return (
    <ConsoleShell
      place={place}
      placeMenu={<AllianceSwitch />}
      menu={menu}
      current={path}
      account={<Account />}
      title={title}
      note={note}
      tools={
        <>
          {tools}
          <CommandSearch menu={menu} />
          <TodoBell />
        </>
      }
      aside={aside}
    >
      {children}
    </ConsoleShell>
  );
}
