import '../kit/base.css';
import '../kit/parts/card.css';
import './console.css';
import { startClient } from '../kit/start.tsx';
import { AntdFrame } from './parts/antd-frame.tsx';
import { router } from './routes.tsx';

startClient(router, AntdFrame);
