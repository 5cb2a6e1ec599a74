import { Steps } from 'antd';
import { useImportText } from '../../texts/imports.ts';

export function ImportSteps({ current }: { current: 0 | 1 | 2 }) {
  const T = useImportText();
  return (
    <Steps
      className="import-steps"
      size="small"
      current={current}
      items={[{ title: T.steps.file }, { title: T.steps.check }, { title: T.steps.done }]}
    />
  );
}
