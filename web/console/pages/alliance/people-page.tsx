import { Select } from 'antd';
import { UserPlus } from 'lucide-react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { ConsolePage } from '../../parts/console-page.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { SearchInput } from '../../parts/search-input.tsx';
import { usePages } from '../../../kit/use-api.ts';
import { useSearch } from '../../parts/use-search.ts';
import { useAllianceText } from '../../texts/alliance.ts';
import { GrantDrawer } from './grant-drawer.tsx';
import { MemberDrawer } from './member-drawer.tsx';
import { type Member, roles } from './shapes.ts';
import './alliance.css';

/** Who holds which role; anybody else is found by phone or name. */
export function PeoplePage() {
  const T = useAllianceText();
  const { get, set } = useSearch();
  const role = roles.find((one) => one === get('role'));
  const q = get('q') ?? '';
  const list = usePages('membership', 'listMembers', {
    ...(role !== undefined && { role }),
    ...(q !== '' && { q }),
  });
  const member = list.rows?.find(({ memberId }) => memberId === get('member'));
  const isGiving = get('give') !== undefined;
  return (
    <ConsolePage title={T.people}>
      <div className="filter-bar">
        <Select
          className="filter-select"
          aria-label={T.role}
          value={role ?? ''}
          onChange={(next: string) => set({ role: next })}
          options={[
            { value: '', label: T.allRoles },
            ...roles.map((value) => ({ value, label: T.roles[value] })),
          ]}
        />
        <SearchInput label={T.findPerson} value={q} onSearch={(text) => set({ q: text.trim() })} />
        <span className="filter-end">
          <Button
            size="s"
            icon={UserPlus}
            onClick={() => set({ give: 'new', member: undefined }, { push: true })}
          >
            {T.give}
          </Button>
        </span>
      </div>
      <ListTable
        label={T.people}
        columns={useColumns()}
        rows={list.rows}
        rowKey={({ memberId }) => memberId}
        onOpen={({ memberId }) => set({ member: memberId }, { push: true })}
        openKey={member?.memberId}
        isError={list.isError}
        onRetry={list.retry}
        hasMore={list.hasMore}
        isMoreComing={list.isMoreComing}
        onMore={list.more}
        empty={{ text: q === '' && role === undefined ? T.noPeople : T.notFound }}
      />
      {member && !isGiving && (
        <MemberDrawer
          key={member.memberId}
          member={member}
          onClose={() => set({ member: undefined })}
          onGive={() => set({ give: 'more' })}
        />
      )}
      {isGiving && <GrantDrawer member={member} onClose={() => set({ give: undefined })} />}
    </ConsolePage>
  );
}

function useColumns(): Column<Member>[] {
  const T = useAllianceText();
  const F = useFormat();
  return [
    { key: 'name', title: T.person, cell: ({ name }) => <b>{name}</b> },
    { key: 'phone', title: T.personPhone, cell: ({ phone }) => <span className="lb-num code">{phone}</span> },
    {
      key: 'grants',
      title: T.role,
      cell: ({ grants }) => (
        <span className="tags">
          {grants.map(({ grantId, role, shopName }) => (
            <Tag key={grantId} tone={role === 'operator' ? 'ok' : 'plain'}>
              {shopName === null ? T.roles[role] : `${T.roles[role]} · ${shopName}`}
            </Tag>
          ))}
          {grants.length === 0 && <span className="quiet">{T.roles.shopper}</span>}
        </span>
      ),
    },
    {
      key: 'joined',
      title: T.joined,
      isMinor: true,
      cell: ({ joinedAt }) => <span className="quiet nowrap">{F.day(joinedAt)}</span>,
    },
  ];
}
