import { CalendarCheck } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../kit/parts/button.tsx';
import { useNavigation } from '../../../kit/parts/go.tsx';
import { Money } from '../../../kit/parts/money.tsx';
import { type Out, usePages } from '../../../kit/use-api.ts';
import { ConsolePage } from '../../parts/console-page.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { PartyIcon } from '../../parts/party-icon.tsx';
import { mayDo, useMe, usePlace } from '../../parts/session.tsx';
import { ShopChoice } from '../../parts/shop-choice.tsx';
import { StatementTag } from '../../parts/statement-tag.tsx';
import { useSearch } from '../../parts/use-search.ts';
import { useSettlementText } from '../../texts/settlement.ts';
import { CloseDrawer } from './close-drawer.tsx';
import './settlement.css';

type Row = Out<'settlement', 'listStatements'>['rows'][number];

/** Statements of every party, or of one's own. */
export function StatementsPage() {
  const T = useSettlementText();
  const me = useMe();
  const { isWhole } = usePlace();
  const { get } = useSearch();
  const { go } = useNavigation();
  const [isClosing, setClosing] = useState(false);
  const partyId = get('shop');
  const list = usePages('settlement', 'listStatements', partyId === undefined ? {} : { partyId });
  return (
    <ConsolePage
      title={T.statements}
      tools={
        mayDo(me, 'settlement') && (
          <Button size="s" icon={CalendarCheck} onClick={() => setClosing(true)} children={T.close} />
        )
      }
    >
      <div className="filter-bar">
        <ShopChoice hasAll />
      </div>
      <ListTable
        label={T.statements}
        columns={useColumns()}
        rows={list.rows}
        rowKey={({ statementId }) => statementId}
        onOpen={({ statementId }) => go(`/statements/${statementId}`)}
        isError={list.isError}
        onRetry={list.retry}
        hasMore={list.hasMore}
        isMoreComing={list.isMoreComing}
        onMore={list.more}
        empty={{ text: isWhole ? T.none : T.noneOwn }}
      />
      <CloseDrawer isOpen={isClosing} onClose={() => setClosing(false)} closedUntil={list.rows?.[0]?.toDay} />
    </ConsolePage>
  );
}

function useColumns(): Column<Row>[] {
  const T = useSettlementText();
  return [
    {
      key: 'party',
      title: T.party,
      cell: ({ party }) => (
        <span className="party">
          <PartyIcon party={party} size={30} />
          <span>
            <b>{party.name}</b>
            <small className="quiet">{T.kinds[party.partyKind]}</small>
          </span>
        </span>
      ),
    },
    { key: 'number', title: T.number, cell: ({ number }) => <span className="lb-num code">{number}</span> },
    {
      key: 'period',
      title: T.period,
      cell: ({ fromDay, toDay }) => (
        <span className="nowrap">{T.span(fromDay.slice(5), toDay.slice(5))}</span>
      ),
    },
    { key: 'rules', title: T.rules, cell: ({ ruleVersion }) => T.version(ruleVersion) },
    { key: 'due', title: T.due, isNumber: true, cell: ({ dueFen }) => <Money fen={dueFen} /> },
    { key: 'state', title: T.state, cell: ({ state }) => <StatementTag state={state} /> },
  ];
}
