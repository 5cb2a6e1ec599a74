import { Search, X } from 'lucide-react';
import { usePartText } from '../texts/parts.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';
import './search-box.css';

export interface SearchBoxProps {
  value: string;
  onChange: (value: string) => void;
  onSearch: (value: string) => void;
  placeholder: string;
  /** Leave the green button out where typing alone searches. */
  hasButton?: boolean;
  autoFocus?: boolean;
}

/** Search by name, pinyin or initials. */
export function SearchBox({
  value,
  onChange,
  onSearch,
  placeholder,
  hasButton = true,
  autoFocus,
}: SearchBoxProps) {
  const T = usePartText();
  return (
    <form
      role="search"
      className="lb-search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(value.trim());
      }}
    >
      <Icon as={Search} />
      <input
        type="search"
        enterKeyHint="search"
        aria-label={T.search}
        autoFocus={autoFocus ?? false}
        {...{ value, placeholder }}
        onChange={(event) => onChange(event.target.value)}
      />
      {value !== '' && <IconButton icon={X} label={T.clear} iconSize={16} onClick={() => onChange('')} />}
      {hasButton && (
        <Button type="submit" size="s" isPill>
          {T.search}
        </Button>
      )}
    </form>
  );
}
