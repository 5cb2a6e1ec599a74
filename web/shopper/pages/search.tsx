import { useState } from 'react';
import { TopBar } from '../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../kit/frames/phone-frame.tsx';
import { useQueryParam } from '../../kit/router.tsx';
import { Segmented } from '../../kit/parts/choices.tsx';
import { Go, useNavigation } from '../../kit/parts/go.tsx';
import { SearchBox } from '../../kit/parts/search-box.tsx';
import { useRead } from '../../kit/use-api.ts';
import { GoodsPages } from '../parts/goods-pages.tsx';
import { useSearchText } from '../texts/search.ts';

type Only = 'all' | 'pools' | 'stock';

function searchPath(q: string, category: string, only: Only): string {
  const query = new URLSearchParams();
  if (q !== '') query.set('q', q);
  if (category !== '') query.set('category', category);
  if (only !== 'all') query.set('only', only);
  return query.size === 0 ? '/search' : `/search?${query}`;
}

/** Search results and categories: what is looked for stands in the address, so that back and sharing work. */
export function SearchPage() {
  const T = useSearchText();
  const q = useQueryParam('q') ?? '';
  const category = useQueryParam('category') ?? '';
  const asked = useQueryParam('only');
  const only: Only = asked === 'pools' || asked === 'stock' ? asked : 'all';
  const { go } = useNavigation();
  const move = (next: string) => go(next, { replace: true });
  const filter = {
    ...(q !== '' && { q }),
    ...(category !== '' && { categoryCode: category }),
    ...(only !== 'all' && { only }),
  };
  return (
    <PhoneFrame>
      <TopBar title={T.title} back="/" />
      <main className="grid grid-cols-[minmax(0,1fr)] content-start gap-3 pb-6">
        <div className="flex px-4">
          <QueryBox key={q} q={q} onSearch={(typed) => move(searchPath(typed, category, only))} />
        </div>
        <CategoryChips current={category} pathOf={(code) => searchPath(q, code, only)} />
        <div className="px-4">
          <Segmented
            label={T.kind}
            value={only}
            onChange={(next) => move(searchPath(q, category, next))}
            options={[
              { value: 'all', label: T.all },
              { value: 'pools', label: T.pools },
              { value: 'stock', label: T.stock },
            ]}
          />
        </div>
        <div className="px-4">
          <h2 className="lb-unseen">{T.found}</h2>
          <GoodsPages filter={filter} emptyText={q === '' ? T.nothingHere : T.nothing(q)} />
        </div>
      </main>
    </PhoneFrame>
  );
}

function QueryBox({ q, onSearch }: { q: string; onSearch: (typed: string) => void }) {
  const T = useSearchText();
  const [typed, setTyped] = useState(q);
  return <SearchBox value={typed} onChange={setTyped} onSearch={onSearch} placeholder={T.placeholder} />;
}

function CategoryChips({ current, pathOf }: { current: string; pathOf: (code: string) => string }) {
  const T = useSearchText();
  const categories = useRead('catalog', 'listCategories', {});
  const all = [{ code: '', name: T.everything }, ...(categories.data?.rows ?? [])];
  return (
    <nav aria-label={T.category}>
      <ul className="flex gap-2 px-4 py-1 overflow-x-auto [scrollbar-width:none]">
        {all.map(({ code, name }) => (
          <li key={code} className="flex-none">
            <Go
              to={pathOf(code)}
              replace
              aria-current={code === current ? 'true' : undefined}
              className="flex items-center min-h-[36px] px-4 rounded-full whitespace-nowrap bg-card aria-[current=true]:bg-leaf-50 aria-[current=true]:text-leaf-700 aria-[current=true]:font-semibold"
            >
              {name}
            </Go>
          </li>
        ))}
      </ul>
    </nav>
  );
}
