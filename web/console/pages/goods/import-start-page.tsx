import { FileSpreadsheet } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { Button } from '../../../kit/parts/button.tsx';
import { useNavigation } from '../../../kit/parts/go.tsx';
import { Icon } from '../../../kit/parts/icon.tsx';
import { names } from '../../../kit/parts/names.ts';
import { ConsolePage } from '../../parts/console-page.tsx';
import { ExportButton } from '../../parts/export-button.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { useAct } from '../../../kit/use-api.ts';
import { useImportText } from '../../texts/imports.ts';
import { ImportSteps } from './import-steps.tsx';
import './import.css';

const csv = 'text/csv';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** First step: a file. Nothing is changed by reading it. */
export function ImportStartPage() {
  const T = useImportText();
  const { go } = useNavigation();
  const [isOver, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const act = useAct('catalog', 'startImport', {
    renews: [],
    onDone: ({ importId }) => go(`/imports/${importId}`),
  });
  function read(file: File | undefined) {
    if (file === undefined) return;
    // Browsers name the type of a CSV in many ways; its name is what counts.
    const type = /\.csv$/i.test(file.name) ? csv : xlsx;
    void act.run({ fileName: file.name.slice(-120) }, { file: new Blob([file], { type }) });
  }
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    read(event.dataTransfer.files[0]);
  }
  return (
    <ConsolePage title={T.title}>
      <ImportSteps current={0} />
      <section
        className={names('lb-card lb-panel import-drop', isOver && 'import-over')}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <span className="import-icon">
          <Icon as={FileSpreadsheet} size={28} />
        </span>
        <h2>{T.dropTitle}</h2>
        <p className="quiet">{T.dropNote}</p>
        <input
          ref={picker}
          type="file"
          hidden
          accept=".csv,.xlsx"
          aria-label={T.pick}
          onChange={(event) => {
            read(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <div className="import-acts">
          <Button isBusy={act.isBusy} busyText={T.reading} onClick={() => picker.current?.click()}>
            {T.pick}
          </Button>
          <ExportButton path="/api/items/export" fileName={T.templateName} />
        </div>
        <FormError errors={act.errors} known={[]} />
      </section>
    </ConsolePage>
  );
}
