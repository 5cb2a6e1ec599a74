import { useEffect, useRef, useState } from 'react';
import { LivePublisher, type PublishSnapshot } from './publish.ts';
import type { DoorSource } from './source.ts';

export interface PublisherView {
  /** Undefined until the first start. */
  readonly snapshot: PublishSnapshot | undefined;
  readonly start: (source: DoorSource) => void;
  readonly stop: () => void;
}

/** Broadcasts a stream between start and stop; another stream takes over without a break. */
export function usePublisher(stream: MediaStream | undefined): PublisherView {
  const publisher = useRef<LivePublisher>(undefined);
  const sending = useRef<MediaStream>(undefined);
  const [snapshot, setSnapshot] = useState<PublishSnapshot>();
  useEffect(() => {
    if (stream === undefined || stream === sending.current) return;
    sending.current = stream;
    publisher.current?.replaceStream(stream);
  }, [stream]);
  useEffect(() => () => publisher.current?.stop(), []);
  return {
    snapshot,
    start(source) {
      if (stream === undefined) return;
      publisher.current?.stop();
      publisher.current = new LivePublisher(stream, source, setSnapshot);
    },
    stop: () => publisher.current?.stop(),
  };
}
