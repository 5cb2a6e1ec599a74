import { Dropdown } from 'antd';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { formErrorsOf } from '../../kit/form-errors.ts';
import { Button } from '../../kit/parts/button.tsx';
import { toast } from '../../kit/parts/toast.tsx';
import { useApiText } from '../texts/api.ts';
import { saveFile } from './fetch-file.ts';

export interface ExportButtonProps {
  /** Path of a download endpoint that takes `format`. */
  path: string;
  input?: Record<string, unknown>;
  /** Without its ending. */
  fileName: string;
}

/** Saves a list as a spreadsheet or as plain text. */
export function ExportButton({ path, input = {}, fileName }: ExportButtonProps) {
  const T = useApiText();
  const [isBusy, setBusy] = useState(false);
  async function save(format: 'xlsx' | 'csv') {
    setBusy(true);
    try {
      await saveFile(path, { ...input, format }, `${fileName}.${format}`);
    } catch (thrown) {
      const { form, fields } = formErrorsOf(thrown, T.noFile);
      toast({ text: form ?? Object.values(fields)[0] ?? T.noFile, tone: 'warn' });
    } finally {
      setBusy(false);
    }
  }
  const items = [
    { key: 'xlsx', label: T.asXlsx, onClick: () => void save('xlsx') },
    { key: 'csv', label: T.asCsv, onClick: () => void save('csv') },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button kind="line" size="s" icon={Download} isBusy={isBusy}>
        {T.export}
      </Button>
    </Dropdown>
  );
}
