import {
  Bell,
  FileCheck,
  Layers,
  LayoutDashboard,
  PackageSearch,
  PackageX,
  ReceiptText,
  Route,
  Truck,
} from 'lucide-react';
import { useState } from 'react';
import { ConsoleShell } from '../kit/frames/console-shell.tsx';
import { Avatar } from '../kit/parts/avatar.tsx';
import { Button } from '../kit/parts/button.tsx';
import { Card } from '../kit/parts/card.tsx';
import { IconButton } from '../kit/parts/icon-button.tsx';
import { NumberField } from '../kit/parts/inputs.tsx';
import { MatrixCell } from '../kit/parts/matrix-cell.tsx';
import { Drawer } from '../kit/parts/modal.tsx';
import { Money } from '../kit/parts/money.tsx';
import { PoolBar } from '../kit/parts/pool-bar.tsx';
import { TodoCard } from '../kit/parts/todo-card.tsx';

const menu = [
  { to: '/console', label: '概况', icon: LayoutDashboard },
  { to: '/goods', label: '商品', icon: PackageSearch },
  {
    to: '/pools',
    label: '集单采购',
    icon: Layers,
    children: [
      { to: '/pools/board', label: '集单看板' },
      { to: '/pools/orders', label: '采购单' },
    ],
  },
  { to: '/orders', label: '订单', icon: ReceiptText, count: 4 },
  { to: '/ways', label: '履约配送', icon: Truck },
];

/** Beside 06-console-overview and 07-pool-board of the design. */
export function ConsoleBoard() {
  const [n, setN] = useState(31);
  const [isOpen, setOpen] = useState(false);
  return (
    <ConsoleShell
      place="桂花里社区联盟"
      menu={menu}
      current="/pools/board"
      account={<Account />}
      title="概况"
      note="11 月 22 日 星期日 16:32"
      tools={
        <>
          <IconButton icon={Bell} label="消息" iconSize={19} badge={2} />
          <Button size="s" onClick={() => setOpen(true)}>
            新建集单
          </Button>
        </>
      }
    >
      <Todos />
      <Card isPanel pad="console" className="grid gap-3">
        <div className="grid gap-1" style={{ gridTemplateColumns: 'repeat(8, 44px)' }}>
          {[12, 9, 4, 0, 0, 11, 46, n].map((cell, index) => (
            <MatrixCell key={index} n={cell} share={cell / 52} />
          ))}
        </div>
        <PoolBar have={82} tiers={[30, 60, 100]} size={5} />
        <Money fen="1864230" />
        <Button size="s" kind="line" onClick={() => setN(n + 1)}>
          多一件
        </Button>
      </Card>
      <Drawer
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title="新建集单"
        foot={<Button size="s">开单</Button>}
      >
        <div data-density="compact">
          <NumberField
            label="成团量"
            value={n}
            onChange={(value) => setN(value ?? 0)}
            unit="件"
            hint="4 箱，过去 4 次平均 71 件"
          />
        </div>
      </Drawer>
    </ConsoleShell>
  );
}

function Account() {
  return (
    <>
      <Avatar name="陈敏" piece="woman" />
      <div>
        <b>陈敏</b>
        <br />
        <small className="text-ink-3">联盟运营</small>
      </div>
    </>
  );
}

function Todos() {
  return (
    <div className="grid gap-3" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))' }}>
      <TodoCard
        icon={Layers}
        count={1}
        title="集单快截单还没成团"
        worst="耙耙柑差 14 件，28 分钟后截单"
        verb="去催单"
        to="/pools"
      />
      <TodoCard
        icon={PackageX}
        tone="bad"
        count={1}
        title="采购单缺货待处理"
        worst="鲜虾短缺 6 份，建议按比例分"
        verb="看方案"
        to="/po"
      />
      <TodoCard
        icon={Route}
        tone="info"
        count={3}
        title="线路等你确认"
        worst="17:00 前发车，共 41 个包裹"
        verb="确认发车"
        to="/routes"
      />
      <TodoCard
        icon={FileCheck}
        tone="ok"
        count={5}
        title="对账单待复核"
        worst="11 月上旬，合计 ¥86,420.15"
        verb="去复核"
        to="/statements"
      />
    </div>
  );
}
