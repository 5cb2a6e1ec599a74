import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import '../../tokens.css';
import '../../base.css';
import { CameraPreview } from '../camera-preview.tsx';
import { LiveStage } from '../live-stage.tsx';
import { useCamera } from '../use-camera.ts';
import { usePublisher } from '../use-publisher.ts';

const box = { width: 390, height: 600 } as const;

/** The React parts as a studio and a live room use them, for tests. */
function HostPage({ path }: { path: string }) {
  const camera = useCamera();
  const { snapshot, start, stop } = usePublisher(camera.stream);
  return (
    <main style={box}>
      <CameraPreview stream={camera.stream} facing={camera.facing} />
      <button type="button" onClick={() => void camera.open('user')}>
        开镜头
      </button>
      <button type="button" disabled={!camera.stream} onClick={() => start(path)}>
        开播
      </button>
      <button type="button" onClick={() => void camera.open('environment')}>
        翻转
      </button>
      <button type="button" onClick={stop}>
        下播
      </button>
      <output aria-label="状态">{`${snapshot?.state} ${snapshot?.quality.level} ${camera.problem}`}</output>
    </main>
  );
}

function ViewerPage({ path }: { path: string }) {
  const [state, setState] = useState('');
  return (
    <main style={box}>
      <LiveStage source={path} name="阿珍鲜果" onState={setState} />
      <output aria-label="状态">{state}</output>
    </main>
  );
}

const root = document.createElement('div');
document.body.append(root);
const path = decodeURIComponent(location.hash.slice(1));
createRoot(root).render(
  path.startsWith('/media/ingest') ? <HostPage path={path} /> : <ViewerPage path={path} />,
);
