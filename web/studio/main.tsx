import '../kit/tailwind.css';
import './studio.css';
import './figures.css';
import { startClient } from '../kit/start.tsx';
import { router } from './routes.tsx';

startClient(router);
