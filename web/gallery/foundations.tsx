import { CircleX, Flame, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { type PictureKey, goodsPictures } from '../kit/goods-pictures.ts';
import { Button } from '../kit/parts/button.tsx';
import { Card } from '../kit/parts/card.tsx';
import { Countdown } from '../kit/parts/countdown.tsx';
import { GoodsPicture } from '../kit/parts/goods-picture.tsx';
import { Glass, LiveBadge, Viewers } from '../kit/parts/live-badge.tsx';
import { Logo } from '../kit/parts/logo.tsx';
import { Money, Price } from '../kit/parts/money.tsx';
import { PoolBar } from '../kit/parts/pool-bar.tsx';
import { Say } from '../kit/parts/say.tsx';
import { EmptyState, ErrorState, Loading, Skeleton } from '../kit/parts/states.tsx';
import { Tag, TemperatureTag } from '../kit/parts/tag.tsx';
import { inHours } from './samples.ts';

/** Beside 00-foundations.png of the design. */
export function Foundations() {
  return (
    <main className="bg-paper-2 p-10 grid gap-8" style={{ gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <header className="flex items-center gap-4">
        <Logo size={64} title="联播" />
        <h1 className="text-3xl">联播</h1>
        {[20, 24, 30, 48].map((size) => (
          <Logo key={size} size={size} />
        ))}
        <span className="ml-auto p-4 rounded-xl" style={{ background: '#F6F3EC' }}>
          <Logo size={52} />
        </span>
        <span data-theme="night" className="p-4 rounded-xl" style={{ background: '#0B1512' }}>
          <Logo size={52} />
        </span>
        <span className="p-4 rounded-xl" style={{ background: '#0F7B5A' }}>
          <Logo size={52} on="green" />
        </span>
      </header>
      <Section title="商品图">
        <div className="grid gap-3" style={{ gridTemplateColumns: 'repeat(auto-fill, minmax(104px, 1fr))' }}>
          {(Object.keys(goodsPictures) as PictureKey[]).map((key) => (
            <div key={key}>
              <GoodsPicture pictureKey={key} size="fill" />
              <small className="text-xs text-ink-3">{key}</small>
            </div>
          ))}
        </div>
      </Section>
      <Section title="集单条：从青到熟">
        <div className="grid gap-3" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))' }}>
          <Pool title="刚开单" have={8} left="已集 **8** 件" right="再集 **42** 件成立" />
          <Pool title="已成立" have={58} left="已集 **58** 件" right="差 **42** 件降到 ¥19.90" />
          <Pool title="快到了" have={94} left="已集 **94** 件" right="差 **6** 件" />
          <Pool title="成团" have={100} left="全员 ¥19.90" right="差价已退" />
          <Pool title="没成团" have={30} left="截单时 30 件" right="**已全额退款**" isFailed />
        </div>
      </Section>
      <div className="grid gap-6" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(340px, 1fr))' }}>
        <Section title="按钮、标签、状态">
          <Words />
        </Section>
        <Section title="空、加载、出错">
          <div className="grid gap-3" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))' }}>
            <Card isPanel>
              <EmptyState text="购物车还空着">
                <Button kind="soft" size="s">
                  看看正在播的
                </Button>
              </EmptyState>
            </Card>
            <Card isPanel>
              <Loading>
                <div className="grid gap-3">
                  <Skeleton h={84} r={10} />
                  <Skeleton h={14} w="70%" />
                  <Skeleton h={8} />
                  <Skeleton h={18} w="40%" />
                </div>
              </Loading>
            </Card>
            <Card isPanel>
              <ErrorState onRetry={() => {}} storedAt={inHours(-2)} />
            </Card>
          </div>
        </Section>
      </div>
    </main>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-3 content-start">
      <h2 className="text-xl">{title}</h2>
      {children}
    </section>
  );
}

function Pool(props: { title: string; have: number; left: string; right: string; isFailed?: boolean }) {
  return (
    <Card isPanel>
      <p className="text-xs text-ink-3 mb-2">{props.title}</p>
      <PoolBar have={props.have} tiers={[50, 100]} isFailed={props.isFailed ?? false}>
        <span>
          <Say text={props.left} />
        </span>
        <span>
          <Say text={props.right} tone={props.isFailed ? 'quiet' : 'hot'} />
        </span>
      </PoolBar>
    </Card>
  );
}

function Words() {
  return (
    <Card isPanel pad="console">
      <div className="grid gap-5">
        <div className="flex flex-wrap gap-4 items-center">
          <Button>去付款</Button>
          <Button isBusy busyText="付款中">
            去付款
          </Button>
          <Button reason="已截单">去付款</Button>
          <Button kind="soft">导航</Button>
          <Button kind="now" isPill>
            来一箱
          </Button>
          <Button kind="line" size="s">
            再试一次
          </Button>
          <Button kind="plain" size="s">
            全部
          </Button>
          <Button kind="danger" size="s">
            取消订单
          </Button>
        </div>
        <div className="flex flex-wrap gap-2 items-center">
          <LiveBadge state="live" />
          <LiveBadge state="explaining" />
          <Viewers n={326} />
          <LiveBadge state="dropped" />
          <Glass>5 家店同播</Glass>
          <Tag tone="ok">已成团</Tag>
          <Tag tone="honey" icon={UsersRound}>
            集单
          </Tag>
          <TemperatureTag zone="chilled" />
          <TemperatureTag zone="frozen" />
          <Tag tone="hot" icon={Flame}>
            28 分钟后截单
          </Tag>
          <Tag tone="bad" icon={CircleX}>
            缺货
          </Tag>
          <Tag tone="out">桂花里便利店 代发</Tag>
        </div>
        <div className="flex flex-wrap gap-4 items-baseline" style={{ fontSize: 20 }}>
          <Price fen={2380n} wasFen={3200n} size={28} />
          <Price fen={690n} unit="份" size={22} isWeighed />
          <Price fen={1990n} isForEveryone />
          <Money fen="186423005" />
          <Money fen="64327" signed />
          <Money fen={-31260n} />
          <Countdown until={inHours(2.25)} />
          <Countdown until={inHours(0.13)} />
          <Countdown until={inHours(30)} />
          <Countdown until={inHours(-1)} />
        </div>
      </div>
    </Card>
  );
}
