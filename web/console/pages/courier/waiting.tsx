import { CloudOff, CloudUpload, TriangleAlert } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Icon } from '../../../kit/parts/icon.tsx';
import { Say } from '../../../kit/parts/say.tsx';
import { useCourierText } from '../../texts/courier.ts';
import { useOutbox } from './use-outbox.ts';

/** What has not reached the server yet, and what it would not take. */
export function Waiting() {
  const T = useCourierText();
  const { waiting, takeBack } = useOutbox();
  const isOnline = useOnline();
  const refused = waiting.filter(({ refusal }) => refusal !== undefined);
  const count = waiting.length - refused.length;
  return (
    <div aria-live="polite" className="courier-waiting">
      {(count > 0 || !isOnline) && (
        <p className="courier-note">
          <Icon as={isOnline ? CloudUpload : CloudOff} size={20} />
          <span>
            <Say text={isOnline ? T.waiting(count) : T.offline(count)} />
          </span>
        </p>
      )}
      {refused.map(({ key, name, refusal = '' }) => (
        <p key={key} className="courier-note courier-note-bad" role="alert">
          <Icon as={TriangleAlert} size={20} />
          <span>{T.refused(name, refusal)}</span>
          <button type="button" onClick={() => takeBack(key)}>
            {T.gotIt}
          </button>
        </p>
      ))}
    </div>
  );
}

function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      addEventListener('online', listener);
      addEventListener('offline', listener);
      return () => {
        removeEventListener('online', listener);
        removeEventListener('offline', listener);
      };
    },
    () => navigator.onLine,
  );
}
