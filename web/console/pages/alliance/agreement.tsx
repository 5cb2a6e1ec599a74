import type { ReactNode } from 'react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Say } from '../../../kit/parts/say.tsx';
import { Facts } from '../../parts/facts.tsx';
import { useRead } from '../../../kit/use-api.ts';
import { useRulesText } from '../../texts/rules.ts';
import { percentOf } from './percent.ts';
import { SplitBar } from './split-bar.tsx';
import { duties, type RuleBookVersion, type Rules } from './shapes.ts';

/** One version of the rule book as an agreement: articles in a fixed order, every figure in words people use. */
export function Agreement({ version: { rules } }: { version: RuleBookVersion }) {
  const T = useRulesText();
  const alliance = useRead('membership', 'getAlliance', {});
  return (
    <article className="lb-card lb-panel rules-agreement">
      <h2>{T.heading(alliance.data?.name ?? '')}</h2>
      <ol>
        <Duties rules={rules} />
        <Commission rules={rules} />
        <Shares rules={rules} />
        <OnBehalf rules={rules} />
        <Delivery rules={rules} />
        <Article title={T.saving} law={T.savingLaw}>
          <SplitBar split={rules.savingSplit} />
        </Article>
        <AfterSales rules={rules} />
        <Limits rules={rules} />
      </ol>
    </article>
  );
}

function Article({ title, law, children }: { title: string; law?: string; children: ReactNode }) {
  return (
    <li>
      <h3>{title}</h3>
      {law !== undefined && (
        <p>
          <Say text={law} />
        </p>
      )}
      {children}
    </li>
  );
}

function useShopName(): (shopId: string | null) => string | undefined {
  const shops = useRead('membership', 'listShops', {});
  return (shopId) => shops.data?.rows.find((shop) => shop.shopId === shopId)?.name;
}

function Duties({ rules }: { rules: Rules }) {
  const T = useRulesText();
  const shopName = useShopName();
  return (
    <Article title={T.duties} law={T.dutyLaw}>
      <Facts
        of={duties.map((duty) => {
          const holders = rules.duties.filter((rule) => rule.duty === duty);
          const who = holders.map(({ shopId }) =>
            shopId === null ? T.byOperator : (shopName(shopId) ?? '…'),
          );
          return [T.dutyNames[duty], who.length === 0 ? T.byOperator : who.join(' · ')] as const;
        })}
      />
    </Article>
  );
}

function Commission({ rules }: { rules: Rules }) {
  const T = useRulesText();
  const shopName = useShopName();
  const categories = useRead('catalog', 'listCategories', {});
  const categoryName = (code: string) =>
    categories.data?.rows.find((category) => category.code === code)?.name ?? code;
  return (
    <Article title={T.commission} law={T.commissionLaw}>
      <Facts
        of={rules.commission.map(({ categoryCode, shopId, rateBps }) => [
          categoryCode === null && shopId === null
            ? T.everything
            : T.commissionOf(
                categoryCode === null ? undefined : categoryName(categoryCode),
                shopId === null ? undefined : shopName(shopId),
              ),
          <b key="rate">{percentOf(rateBps)}</b>,
        ])}
      />
    </Article>
  );
}

function Shares({ rules: { roomShareBps, hostShareBps, serviceFeeBps } }: { rules: Rules }) {
  const T = useRulesText();
  return (
    <Article title={T.shares} law={T.sharesLaw}>
      <Facts
        of={[
          [T.roomShare, <Figure key="room" note={T.roomShareNote} value={percentOf(roomShareBps)} />],
          [T.hostShare, <b key="host">{percentOf(hostShareBps)}</b>],
          [T.serviceFee, <b key="fee">{percentOf(serviceFeeBps)}</b>],
        ]}
      />
    </Article>
  );
}

function Figure({ note, value }: { note: string; value: string }) {
  return (
    <>
      <small className="quiet">{note}</small> <b>{value}</b>
    </>
  );
}

function OnBehalf({ rules: { fulfilOnBehalf, pickupHandlingFen } }: { rules: Rules }) {
  const T = useRulesText();
  const { money } = useFormat();
  return (
    <Article title={T.onBehalf} law={T.onBehalfLaw}>
      <Facts
        of={[
          [T.perOrder, <b key="order">{money(fulfilOnBehalf.perOrderFen)}</b>],
          [T.perPiece, <b key="piece">{money(fulfilOnBehalf.perPieceFen)}</b>],
          [T.pickupHandling, <b key="pickup">{money(pickupHandlingFen)}</b>],
        ]}
      />
    </Article>
  );
}

function Delivery({ rules: { delivery } }: { rules: Rules }) {
  const T = useRulesText();
  const { money, distance } = useFormat();
  return (
    <Article title={T.delivery} law={T.deliveryLaw}>
      <Facts
        of={[
          [T.shopperFee, <b key="fee">{money(delivery.shopperFeeFen)}</b>],
          [T.courierBase(distance(delivery.baseMetre)), <b key="base">{money(delivery.courierBaseFen)}</b>],
          [T.perKm, <b key="km">{money(delivery.perKmFen)}</b>],
          [T.cap, <b key="cap">{money(delivery.capFen)}</b>],
        ]}
      />
    </Article>
  );
}

function AfterSales({ rules: { afterSales, claimWindowHours } }: { rules: Rules }) {
  const T = useRulesText();
  return (
    <Article title={T.afterSales} law={T.claimLaw(claimWindowHours)}>
      <Facts of={afterSales.map(({ reason, liable }) => [T.reasons[reason], T.liable[liable]])} />
    </Article>
  );
}

function Limits({ rules: { holdSeconds, perPersonLimit } }: { rules: Rules }) {
  const T = useRulesText();
  const hold = holdSeconds % 60 === 0 ? T.minutes(holdSeconds / 60) : T.seconds(holdSeconds);
  return (
    <Article title={T.limits}>
      <Facts
        of={[
          [T.hold, <b key="hold">{hold}</b>],
          [T.perPerson, <b key="limit">{T.pieces(perPersonLimit)}</b>],
        ]}
      />
    </Article>
  );
}
