import { BadgeCheck, RefreshCw, TriangleAlert } from 'lucide-react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { Icon } from '../../../kit/parts/icon.tsx';
import { Money } from '../../../kit/parts/money.tsx';
import { names } from '../../../kit/parts/names.ts';
import { type Out, useRead } from '../../../kit/use-api.ts';
import { ConsolePage } from '../../parts/console-page.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { PartyIcon } from '../../parts/party-icon.tsx';
import { wordOf } from '../../parts/word-of.ts';
import { useBooksText } from '../../texts/books.ts';
import { useSettlementText } from '../../texts/settlement.ts';
import './settlement.css';

type Balance = Out<'settlement', 'getTrialBalance'>;
type Account = Balance['accounts'][number];

/** All accounts; their sum is zero, or the books are broken. */
export function BalancePage() {
  const T = useBooksText();
  const F = useFormat();
  const read = useRead('settlement', 'getTrialBalance', {});
  return (
    <ConsolePage
      title={T.balance}
      {...(read.data && { note: T.checkedAt(F.clock(read.data.checkedAt)) })}
      tools={
        <Button
          kind="line"
          size="s"
          icon={RefreshCw}
          isBusy={read.isFetching}
          onClick={() => void read.refetch()}
          children={T.again}
        />
      }
    >
      {read.data && <Verdict balance={read.data} />}
      <ListTable
        label={T.balance}
        columns={useColumns()}
        rows={read.data?.accounts}
        rowKey={({ accountId }) => accountId}
        isError={read.isError}
        onRetry={() => void read.refetch()}
        empty={{ text: T.noAccounts }}
      />
    </ConsolePage>
  );
}

function Verdict({ balance: { sumFen, balancesMatch, entryCount, postingCount } }: { balance: Balance }) {
  const T = useBooksText();
  const F = useFormat();
  const isWell = sumFen === '0' && balancesMatch;
  return (
    <section className="lb-card lb-panel balance">
      <div className={names('side-verdict', !isWell && 'side-verdict-bad')}>
        <Icon as={isWell ? BadgeCheck : TriangleAlert} />
        <div>
          <b>{sumFen === '0' ? T.even : T.uneven(F.money(sumFen))}</b>
          <small>{balancesMatch ? T.matches : T.mismatch}</small>
        </div>
      </div>
      <dl>
        <dt>{T.entries}</dt>
        <dd className="lb-num">{entryCount.toLocaleString('en-US')}</dd>
        <dt>{T.postings}</dt>
        <dd className="lb-num">{postingCount.toLocaleString('en-US')}</dd>
      </dl>
    </section>
  );
}

function useColumns(): Column<Account>[] {
  const T = useBooksText();
  const S = useSettlementText();
  return [
    {
      key: 'party',
      title: T.party,
      cell: ({ party }) => (
        <span className="party">
          <PartyIcon party={party} size={30} />
          <span>
            <b>{party.name}</b>
            <small className="quiet">{S.kinds[party.partyKind]}</small>
          </span>
        </span>
      ),
    },
    { key: 'account', title: T.account, cell: ({ account }) => wordOf(T.accounts, account) },
    {
      key: 'balance',
      title: T.balanceOf,
      isNumber: true,
      cell: ({ balanceFen }) => <Money fen={balanceFen} />,
    },
  ];
}
