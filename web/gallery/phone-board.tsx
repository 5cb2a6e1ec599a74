import { House, Radio, ReceiptText, Settings, ShoppingCart, UserRound } from 'lucide-react';
import { useState } from 'react';
import { StickyBar, TabBar, TopBar } from '../kit/frames/bars.tsx';
import { PhoneFrame } from '../kit/frames/phone-frame.tsx';
import { Avatar } from '../kit/parts/avatar.tsx';
import { Button } from '../kit/parts/button.tsx';
import { Card } from '../kit/parts/card.tsx';
import { Checkbox, RadioGroup, Segmented, Switch } from '../kit/parts/choices.tsx';
import { Countdown } from '../kit/parts/countdown.tsx';
import { GoodsPicture, ShopIcon } from '../kit/parts/goods-picture.tsx';
import { IconButton } from '../kit/parts/icon-button.tsx';
import { MoneyField, NumberField, SelectField, TextArea, TextField } from '../kit/parts/inputs.tsx';
import { LiveBadge, Viewers } from '../kit/parts/live-badge.tsx';
import { Sheet } from '../kit/parts/modal.tsx';
import { Price } from '../kit/parts/money.tsx';
import { PoolBar } from '../kit/parts/pool-bar.tsx';
import { QrCode } from '../kit/parts/qr-code.tsx';
import { Say } from '../kit/parts/say.tsx';
import { SearchBox } from '../kit/parts/search-box.tsx';
import { SellerLine } from '../kit/parts/seller-line.tsx';
import { StageScene } from '../kit/parts/stage-scene.tsx';
import { Stepper } from '../kit/parts/stepper.tsx';
import { Tabs } from '../kit/parts/tabs.tsx';
import { TemperatureTag } from '../kit/parts/tag.tsx';
import { Timeline } from '../kit/parts/timeline.tsx';
import { toast } from '../kit/parts/toast.tsx';
import { setSetting, useSetting } from '../kit/settings.ts';
import { inHours } from './samples.ts';

const tabs = [
  { to: '/phone', label: '首页', icon: House },
  { to: '/live', label: '直播', icon: Radio },
  { to: '/cart', label: '购物车', icon: ShoppingCart, count: 5 },
  { to: '/orders', label: '订单', icon: ReceiptText },
  { to: '/me', label: '我的', icon: UserRound },
];

/** Beside 01-home, 03-cart, 04-tracking and 13-form-drawer of the design. */
export function PhoneBoard() {
  const [isOpen, setOpen] = useState(false);
  const size = useSetting('size');
  return (
    <PhoneFrame>
      <TopBar title="零件" back="history" end={<IconButton icon={Settings} label="设置" />} />
      <main className="grid gap-3 p-3 content-start">
        <Switch isChecked={size === 'elder'} onChange={(on) => setSetting('size', on ? 'elder' : 'normal')}>
          长辈版
        </Switch>
        <LiveCard />
        <PoolCard />
        <CartCard />
        <Forms />
        <OrderCard />
        <Button kind="soft" onClick={() => setOpen(true)}>
          打开抽屉
        </Button>
        <Sheet
          isOpen={isOpen}
          onClose={() => setOpen(false)}
          title="来一箱"
          foot={<Button isBlock>付款</Button>}
        >
          <PoolCard />
          <Button
            kind="plain"
            onClick={() => toast({ text: '已移出购物车', onUndo: () => toast('放回去了') })}
          >
            移出
          </Button>
        </Sheet>
      </main>
      <StickyBar>
        <Button isBlock isPill>
          去付款
        </Button>
      </StickyBar>
      <TabBar label="主要页面" items={tabs} current="/phone" />
    </PhoneFrame>
  );
}

function LiveCard() {
  return (
    <div className="relative overflow-hidden rounded-l shadow-e2" style={{ height: 228 }}>
      <StageScene pictureKeys={['persimmon', 'mandarin', 'pomelo', 'apple', 'pear', 'grapes']} />
      <div className="absolute flex gap-2" style={{ left: 10, top: 10 }}>
        <LiveBadge state="live" />
        <Viewers n={326} />
      </div>
    </div>
  );
}

function PoolCard() {
  return (
    <Card className="flex gap-3">
      <GoodsPicture pictureKey="persimmon" size={100} />
      <div className="grid gap-2 flex-1">
        <h3 className="text-lg">富平火晶柿子</h3>
        <SellerLine seller="阿珍鲜果">
          <Countdown until={inHours(0.6)} /> 后截单
        </SellerLine>
        <PoolBar have={82} tiers={[30, 60, 100]} />
        <div className="flex justify-between items-center">
          <Price fen={2380n} wasFen={3200n} />
          <Button size="s" isPill>
            参加
          </Button>
        </div>
        <p className="text-sm text-ink-2">
          <Say text="已集 82，差 **18** 件降至 ¥19.90" tone="hot" />
        </p>
      </div>
    </Card>
  );
}

function CartCard() {
  const [n, setN] = useState(2);
  const [isOn, setOn] = useState(true);
  return (
    <Card className="flex gap-3 items-center">
      <Checkbox shape="round" label="选这一件" isChecked={isOn} onChange={setOn} />
      <GoodsPicture pictureKey="milk" size={72} />
      <div className="grid gap-1 flex-1">
        <div className="flex justify-between">
          <b>草原鲜牛奶 950 ml</b>
          <TemperatureTag zone="chilled" />
        </div>
        <SellerLine seller="阿珍鲜果" fulfiller="桂花里便利店" />
        <div className="flex justify-between items-center">
          <Price fen={1580n} />
          <Stepper value={n} onChange={setN} max={6} label="草原鲜牛奶" />
        </div>
      </div>
    </Card>
  );
}

function Forms() {
  const [text, setText] = useState('');
  const [n, setN] = useState<number | undefined>(50);
  const [fen, setFen] = useState<string | undefined>('1960');
  const [way, setWay] = useState<'refund' | 'extend'>('refund');
  const [tab, setTab] = useState<'all' | 'unpaid'>('all');
  return (
    <Card className="grid gap-4">
      <SearchBox value={text} onChange={setText} onSearch={() => {}} placeholder="柿子、鸡蛋、首字母 sz" />
      <Tabs
        label="订单"
        current={tab}
        onChange={setTab}
        tabs={[
          { key: 'all', label: '全部' },
          { key: 'unpaid', label: '待付款', count: 2 },
        ]}
      />
      <Segmented
        label="范围"
        value={tab}
        onChange={setTab}
        options={[
          { value: 'all', label: '今天' },
          { value: 'unpaid', label: '本周' },
        ]}
      />
      <TextField label="收货人" value={text} onChange={setText} hint="写全名，送到时好核对" isRequired />
      <NumberField
        label="起订量"
        value={n}
        onChange={setN}
        unit="件"
        error={n === 50 ? '要是箱规 12 的倍数，改成 48 或 60' : undefined}
      />
      <MoneyField label="供货价" fen={fen} onChange={setFen} hint={`${fen ?? '—'} 分`} />
      <SelectField
        label="时段"
        value="am"
        onChange={() => {}}
        options={[{ value: 'am', label: '上午 10:00 后' }]}
      />
      <TextArea label="备注" value={text} onChange={setText} maxLength={60} />
      <RadioGroup
        label="没成团怎么办"
        isWide
        value={way}
        onChange={setWay}
        choices={[
          { value: 'refund', label: '自动退款', note: '截单后 10 分钟内原路退' },
          { value: 'extend', label: '延长一次', note: '最多 24 小时，先问街坊' },
        ]}
      />
      <Checkbox isChecked={tab === 'all'} onChange={() => {}}>
        我知道了，同意
      </Checkbox>
    </Card>
  );
}

function OrderCard() {
  return (
    <Card className="grid gap-4">
      <div className="flex items-center justify-between">
        <div>
          <h2 className="text-lg">17:40 左右到自提点</h2>
          <div className="flex gap-2 items-center">
            <Avatar name="小赵" />
            <ShopIcon pictureKey="milk" />
          </div>
        </div>
        <QrCode value="LB-6284" label="取货码 6284" digits="6284" />
      </div>
      <Timeline
        steps={[
          {
            key: 'a',
            title: '配送员小赵正在送往自提点',
            note: '还有 2 站，约 12 分钟',
            at: inHours(0),
            state: 'now',
          },
          {
            key: 'b',
            title: '冷藏箱温度偏高',
            note: '已换冰袋，到货请看一眼',
            at: inHours(-1),
            state: 'bad',
          },
          { key: 'c', title: '下单并付款', note: '总单 LB1121-08834', at: inHours(-20), state: 'done' },
        ]}
      />
    </Card>
  );
}
