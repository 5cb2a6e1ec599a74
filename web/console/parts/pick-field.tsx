import { Select } from 'antd';
import type { ReactNode } from 'react';
import { Field } from '../../kit/parts/field.tsx';

export interface PickFieldProps {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  options: readonly { value: string; label: ReactNode; title: string }[];
  /** Given when the server looks: called as someone types. Otherwise titles are searched here. */
  onSearch?: (text: string) => void;
  isLoading?: boolean;
  placeholder?: string;
  hint?: ReactNode;
  error?: string | undefined;
  isRequired?: boolean;
}

/** One of many, found by typing. */
export function PickField(props: PickFieldProps) {
  const { label, value, onChange, options, onSearch, isLoading = false, placeholder, hint, error } = props;
  const search = onSearch
    ? { onSearch, filterOption: false as const }
    : { optionFilterProp: 'title' as const };
  return (
    <Field
      label={label}
      {...(hint !== undefined && { hint })}
      error={error}
      isRequired={props.isRequired ?? false}
    >
      {(control) => (
        <Select
          {...control}
          className="pick"
          variant="borderless"
          showSearch={search}
          allowClear
          loading={isLoading}
          value={value ?? null}
          placeholder={placeholder}
          options={[...options]}
          onChange={(next: string | null | undefined) => onChange(next ?? undefined)}
        />
      )}
    </Field>
  );
}
