import '../kit/tailwind.css';
import { startClient } from '../kit/start.tsx';
import { keepForOffline } from './platform/offline.ts';
import { router } from './routes.tsx';

startClient(router);
keepForOffline();
