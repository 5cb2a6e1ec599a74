import { Dropdown } from 'antd';
import { Bell } from 'lucide-react';
import { useNavigation } from '../../kit/parts/go.tsx';
import { IconButton } from '../../kit/parts/icon-button.tsx';
import { useOverviewText } from '../texts/overview.ts';
import { useShellText } from '../texts/shell.ts';
import { useTodoPath, useTodos } from './use-todos.ts';

/** What waits, from every page; absent for people without to-dos. */
export function TodoBell() {
  const S = useShellText();
  const T = useOverviewText();
  const { go } = useNavigation();
  const { data } = useTodos();
  const pathOf = useTodoPath();
  if (data === undefined) return null;
  const items = data.rows.map((todo) => ({
    key: todo.kind,
    label: (
      <span className="lb-bell-row">
        <b>{T.todo[todo.kind].title}</b>
        <span className="lb-num">{todo.count}</span>
        <small>{todo.worst}</small>
      </span>
    ),
    onClick: () => go(pathOf(todo)),
  }));
  const none = [{ key: 'none', label: T.allDone, disabled: true }];
  return (
    <Dropdown menu={{ items: items.length > 0 ? items : none }} trigger={['click']} placement="bottomRight">
      <IconButton icon={Bell} label={S.waiting} iconSize={19} badge={items.length} />
    </Dropdown>
  );
}
