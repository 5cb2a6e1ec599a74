import { Input } from 'antd';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Icon } from '../../kit/parts/icon.tsx';

const restMs = 300;

/** Looks for `value` after the typing rests for 300 ms. */
export function SearchInput({
  label,
  value,
  onSearch,
}: {
  label: string;
  value: string;
  onSearch: (text: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => onSearch(typed), restMs);
    return () => clearTimeout(timer);
  }, [typed, value, onSearch]);
  return (
    <Input
      className="search-input"
      allowClear
      aria-label={label}
      placeholder={label}
      maxLength={60}
      prefix={<Icon as={Search} size={16} />}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
