import { LayoutGrid } from 'lucide-react';
import { Go } from '../../kit/parts/go.tsx';
import { Piece } from '../../kit/parts/goods-picture.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { Skeleton } from '../../kit/parts/states.tsx';
import { useRead } from '../../kit/use-api.ts';
import { useHomeText } from '../texts/home.ts';
import { categoryPiece } from './category-piece.ts';
import { Shown } from './shown.tsx';

/** Five fit beside "all" on the narrowest phone. */
const shownCategories = 5;

export function CategoryRow() {
  const T = useHomeText();
  const categories = useRead('catalog', 'listCategories', {});
  // The search finds everything: a short cut that failed is left out rather than explained.
  if (categories.isError && categories.data === undefined) return null;
  return (
    <nav aria-label={T.categories} className="px-3 pt-4">
      <Shown of={categories} skeleton={<Skeleton h={66} />}>
        {({ rows }) => (
          <ul className="grid grid-cols-6">
            {rows.slice(0, shownCategories).map((category) => (
              <li key={category.code}>
                <Go to={`/search?category=${category.code}`} className={tile}>
                  <span className={square} style={{ background: `var(--lb-g-${category.ground})` }}>
                    <Piece name={categoryPiece(category)} size={32} />
                  </span>
                  {category.name}
                </Go>
              </li>
            ))}
            <li>
              <Go to="/search" className={tile}>
                <span className={`${square} bg-card text-leaf-700`}>
                  <Icon as={LayoutGrid} size={22} />
                </span>
                {T.all}
              </Go>
            </li>
          </ul>
        )}
      </Shown>
    </nav>
  );
}

const tile = 'grid justify-items-center gap-[5px] text-sm leading-tight rounded-m';
const square = 'grid place-items-center w-[46px] h-[46px] rounded-[16px]';
